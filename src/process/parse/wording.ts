import { keysAt, requiredAt } from '../json-schema.ts';

type Path = readonly PropertyKey[];

/** What may stand at a place where something else stands. */
export const allowedAt = (path: Path, expected: string): string => {
  const keys = expected === 'object' ? keysAt(path) : [];
  return keys.length > 0 ? `the keys ${keys.join(', ')}` : kind(expected);
};

/** A place as it is said: the names of the keys on the way there. */
export const place = (path: Path): string =>
  path.length === 0
    ? 'the document'
    : `\`${path.map((part, index) => (typeof part === 'number' ? `[${part + 1}]` : `${index > 0 ? '.' : ''}${String(part)}`)).join('')}\``;

/** The same place, as that in which something stands. */
export const within = (path: Path): string => (path.length === 0 ? 'at the top level' : `in ${place(path)}`);

/** A value as it stands there, short. */
export const shown = (value: unknown): string => {
  if (Array.isArray(value) && value.length > 3) return `a list of ${value.length}`;
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
};

/** What zod expects, in words. */
export const kind = (expected: string): string =>
  ({
    object: 'keys with values',
    record: 'names with values',
    array: 'a list',
    int: 'a whole number',
    string: 'a text',
    boolean: 'true or false',
  })[expected] ?? `a ${expected}`;

/** What older YAML took for true and false. */
const truths: Readonly<Record<string, string>> = {
  yes: 'write true',
  on: 'write true',
  no: 'write false',
  off: 'write false',
};

/** What to do about a value of the wrong type. */
export const rewrite = (expected: string, value: unknown): string => {
  if (expected === 'string' && typeof value !== 'object') return `put it in quotes: "${String(value)}"`;
  if (expected === 'array') return 'write it as a list: [ … ]';
  if (expected === 'boolean') return truths[String(value).toLowerCase()] ?? 'write true or false, without quotes';
  return `write ${kind(expected)} here`;
};

/** How one word looks that stands where its keys belong, or a list of names where each has keys of its own. */
export const inBraces = (path: Path, value: unknown, expected?: string): string | undefined => {
  const key = path.at(-1);
  const [first] = keysAt(path);
  if (Array.isArray(value)) {
    const names = value.filter((name) => typeof name === 'string').slice(0, 3);
    return expected === 'record' && names.length > 0
      ? `write \`${String(key)}: { ${names.map((name) => `${name}: {}`).join(', ')} }\``
      : undefined;
  }
  if (first === undefined || path.length === 0 || typeof value === 'object') return undefined;
  const rest = requiredAt(path).filter((other) => other !== first);
  const word = shown(value).replace(/^"(.*)"$/, '$1');
  const start = typeof key === 'number' ? '-' : `${String(key)}:`;
  return `write \`${start} { ${[`${first}: ${word}`, ...rest.map((other) => `${other}: …`)].join(', ')} }\``;
};

/** A missing key, with the keys that it must have. */
export const inner = (path: Path): string => {
  const required = requiredAt(path).map((key) => `${key}: …`);
  return `${String(path.at(-1))}:${required.length > 0 ? ` { ${required.join(', ')} }` : ''}`;
};

/** What the size of a value is counted in. */
export const unit = (origin: string): string =>
  ({ array: 'entries', string: 'characters', number: '', int: '' })[origin] ?? 'entries';
