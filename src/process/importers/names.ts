/** Turns foreign spellings into names of one kind; the same spelling always gets the same name, no two share one. */
export type Naming = (spelling: string) => string;

export type Namings = Readonly<{
  message: Naming;
  service: Naming;
  id: Naming;
  /** A name of a message that no spelling of the source has. */
  standIn: Naming;
}>;

/** Fresh names for one document. */
export const namings = (): Namings => {
  const message = naming(asName, 64);
  return {
    message,
    service: naming(asName, 64),
    id: naming(asId, 48),
    // No source spells anything with a NUL in front, so a stand-in never meets a name that is there.
    standIn: (base) => message(`\u0000${base}`),
  };
};

/** A data field: what is none becomes underscores. */
export const fieldName = (text: string): string => {
  const plain = text.replace(/[^A-Za-z0-9_.[\]-]+/g, '_').slice(0, 63);
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
};

const naming = (convert: (spelling: string) => string, longest: number): Naming => {
  const given = new Map<string, string>();
  const taken = new Set<string>();
  return (spelling) => {
    const known = given.get(spelling);
    if (known !== undefined) return known;
    const base = convert(spelling);
    let name = base;
    for (let n = 2; taken.has(name); n += 1) name = `${base.slice(0, longest - 1 - String(n).length)}-${n}`;
    taken.add(name);
    given.set(spelling, name);
    return name;
  };
};

/** `Order placed!` becomes `OrderPlaced`; what is a name already stays as it is. */
const asName = (spelling: string): string => {
  if (/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/.test(spelling)) return spelling;
  const joined = words(spelling)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return (/^[A-Za-z]/.test(joined) ? joined : `Message${joined}`).slice(0, 64);
};

/** `Check credit` becomes `check-credit`; what is an id already stays as it is. */
const asId = (spelling: string): string => {
  if (/^[a-z][a-z0-9_-]{0,47}$/.test(spelling)) return spelling;
  const joined = words(spelling.replace(/([a-z0-9])([A-Z])/g, '$1 $2'))
    .join('-')
    .toLowerCase();
  return (/^[a-z]/.test(joined) ? joined : `step-${joined}`).slice(0, 48);
};

/** The plain letters and digits of a text, accents dropped, at most what a name can hold. */
const words = (text: string): readonly string[] =>
  text
    .slice(0, 256)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
