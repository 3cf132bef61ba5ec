/** One premise by its dotted path, `steps.payment.retry`; with its value where that is worth saying. */
export type Premise = Readonly<{ path: string; value?: unknown }>;

/** Names said one by one; of more only how many there are. */
const mostNames = 4;

/**
 * Premises for people, a line for those that are about the same parts: `steps payment, stock: retry none, sync false`.
 * A document of a dozen steps has a hundred of them.
 */
export const groupedPremises = (premises: readonly Premise[]): readonly string[] => {
  const fields = new Map<string, { kind: string; field: string; names: string[] }>();
  for (const premise of premises) {
    const { kind, name, field } = partsOf(premise);
    const known = fields.get(`${kind} ${field}`);
    if (known === undefined) fields.set(`${kind} ${field}`, { kind, field, names: name === null ? [] : [name] });
    else if (name !== null) known.names.push(name);
  }
  const lines = new Map<string, string[]>();
  for (const { kind, field, names } of fields.values()) {
    const subject = names.length === 0 ? kind : `${plural(kind, names.length)} ${named(names)}`;
    lines.set(subject, [...(lines.get(subject) ?? []), field]);
  }
  return [...lines].map(([subject, said]) => (subject === '' ? said.join(', ') : `${subject}: ${said.join(', ')}`));
};

/** Parts of a document that there are several of, by name. */
const collections = new Set(['services', 'steps', 'resources', 'events']);

const partsOf = ({ path, value }: Premise): Readonly<{ kind: string; name: string | null; field: string }> => {
  const [kind = '', name = '', ...rest] = path.split('.');
  const is = value === undefined ? '' : ` ${value === null ? 'none' : String(value)}`;
  if (!collections.has(kind))
    return {
      kind: name === '' ? '' : kind,
      name: null,
      field: `${name === '' ? kind : [name, ...rest].join('.')}${is}`,
    };
  // Names of services and events may have dots in them; what is said of them is one word, but for the inbox.
  const said = kind === 'steps' ? rest.length : rest.at(-2) === 'inbox' ? 2 : 1;
  const field = rest.slice(rest.length - said).join('.');
  const whole = [name, ...rest.slice(0, rest.length - said)].join('.');
  return { kind, name: whole, field: `${field}${is}` };
};

const plural = (kind: string, count: number): string => (count === 1 ? kind.replace(/s$/, '') : kind);

const named = (names: readonly string[]): string =>
  names.length <= mostNames
    ? names.join(', ')
    : `${names.slice(0, mostNames - 1).join(', ')} and ${names.length - mostNames + 1} more`;
