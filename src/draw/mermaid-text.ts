const MAX_LABEL = 120;

/** Characters no Mermaid grammar gives a meaning to, wherever a label may stand. */
const PLAIN = /^[\p{L}\p{M}\p{N} _.,/()!?*'’…·→✓✗⚠⛔+-]$/u;

/** Invisible, reordering or line-breaking characters: a reader must see that they are there. */
const HIDDEN = /^[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]$/u;

/**
 * Text as a Mermaid label: one line, at most 120 characters, every character with a meaning in some Mermaid grammar or in
 * HTML written as a decimal entity (`#59;`), invisible and bidirectional ones shown as `U+202E`.
 */
export const label = (text: string): string => {
  const characters = Array.from(text.replace(/\s+/gu, ' ').trim());
  const shown = characters.length > MAX_LABEL ? [...characters.slice(0, MAX_LABEL - 1), '…'] : characters;
  return shown.map(escapeCharacter).join('') || '·';
};

/** Gives every name of one diagram an identifier of its own: readable, never a keyword, never shared. */
export const identifiers = (): ((prefix: string, name: string) => string) => {
  const given = new Map<string, string>();
  const taken = new Set<string>();
  return (prefix, name) => {
    const key = `${prefix} ${name}`;
    const known = given.get(key);
    if (known !== undefined) return known;
    const base = `${prefix}_${name.replace(/[^A-Za-z0-9]+/g, '_')}`.slice(0, 60);
    let id = base;
    for (let n = 2; taken.has(id); n += 1) id = `${base}_${n}`;
    taken.add(id);
    given.set(key, id);
    return id;
  };
};

const escapeCharacter = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  if (HIDDEN.test(character)) return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return PLAIN.test(character) ? character : `#${code};`;
};
