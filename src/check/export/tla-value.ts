/**
 * A TLA+ value as text of its own, in one spelling: set members and record fields sorted, functions of strings as
 * records. TLC and tla-checker print the same value differently.
 */
export type TlaValue =
  | Readonly<{ kind: 'atom'; text: string }>
  | Readonly<{ kind: 'set'; members: readonly TlaValue[] }>
  | Readonly<{ kind: 'tuple'; members: readonly TlaValue[] }>
  | Readonly<{ kind: 'function'; at: ReadonlyMap<string, TlaValue> }>;

/** The value that a text prints; null where it prints none. */
export const tlaValue = (text: string): TlaValue | null => {
  const reader = readerOf(text);
  const value = read(reader, 0);
  return reader.at === reader.tokens.length ? value : null;
};

/** The value that a text begins with, whatever comes after it; null where it begins with none. */
export const leadingTlaValue = (text: string): TlaValue | null => read(readerOf(text), 0);

const readerOf = (text: string): Reader => ({
  tokens: text.match(/"[^"]*"|<<|>>|\|->|:>|@@|[{}[\](),]|[\w-]+/g) ?? [],
  at: 0,
});

/** One spelling of a value. */
export const spelled = (value: TlaValue): string => {
  switch (value.kind) {
    case 'atom':
      return value.text;
    case 'set':
      return `{${value.members.map(spelled).sort().join(', ')}}`;
    case 'tuple':
      return `<<${value.members.map(spelled).join(', ')}>>`;
    case 'function':
      return `[${[...value.at]
        .map(([key, each]) => `${key} |-> ${spelled(each)}`)
        .sort()
        .join(', ')}]`;
    default:
      return value satisfies never;
  }
};

type Reader = { readonly tokens: readonly string[]; at: number };

/** A dumped counterexample is a record of sets of tuples of states, and no state nests deeper than pairs of records. */
const deepest = 10;

const read = (reader: Reader, depth: number): TlaValue | null => {
  if (depth > deepest) return null;
  const token = next(reader);
  switch (token) {
    case undefined:
      return null;
    case '{':
      return listed(reader, '}', 'set', depth);
    case '<<':
      return listed(reader, '>>', 'tuple', depth);
    case '[':
      return functionOf(reader, depth, '|->', ',', ']');
    case '(':
      return functionOf(reader, depth, ':>', '@@', ')');
    default:
      return /^["\w-]/.test(token) ? { kind: 'atom', text: token } : null;
  }
};

const next = (reader: Reader): string | undefined => {
  const token = reader.tokens[reader.at];
  reader.at += 1;
  return token;
};

const listed = (reader: Reader, end: string, kind: 'set' | 'tuple', depth: number): TlaValue | null => {
  const members: TlaValue[] = [];
  if (reader.tokens[reader.at] === end) {
    reader.at += 1;
    return { kind, members };
  }
  for (;;) {
    const member = read(reader, depth + 1);
    if (member === null) return null;
    members.push(member);
    const token = next(reader);
    if (token === end) return { kind, members };
    if (token !== ',') return null;
  }
};

const functionOf = (reader: Reader, depth: number, maps: string, and: string, end: string): TlaValue | null => {
  const at = new Map<string, TlaValue>();
  for (;;) {
    const key = read(reader, depth + 1);
    if (key === null || next(reader) !== maps) return null;
    const value = read(reader, depth + 1);
    if (value === null) return null;
    const name = spelled(key);
    // Fields of records are names, arguments of functions are strings: `[order |-> 1]` is `("order" :> 1)`.
    at.set(maps === '|->' && !name.startsWith('"') ? `"${name}"` : name, value);
    const token = next(reader);
    if (token === end) return { kind: 'function', at };
    if (token !== and) return null;
  }
};
