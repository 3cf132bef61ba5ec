import { fail, ok, type Result } from '../../errors.ts';

/** An XML element without its namespace prefixes; text holds the character data directly inside it. */
export type Element = Readonly<{
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: readonly Element[];
  text: string;
}>;

type Open = { name: string; attributes: ReadonlyMap<string, string>; children: Element[]; text: string };

const MAX_CHARACTERS = 2_000_000;
const MAX_ELEMENTS = 50_000;
const MAX_DEPTH = 64;

/**
 * Reads an XML document in one pass, linear in its length. Document types are refused, so there are no entities to
 * expand and nothing to fetch.
 */
export const readXml = (text: string): Result<Element> => {
  if (text.length > MAX_CHARACTERS) {
    return refuse(text, 0, `it has ${text.length} characters`, `at most ${MAX_CHARACTERS}`);
  }
  const root: Open = { name: '', attributes: new Map(), children: [], text: '' };
  const open: Open[] = [root];
  let count = 0;
  for (let at = 0; at < text.length; ) {
    const inside = open.at(-1) ?? root;
    const next = text.indexOf('<', at);
    inside.text += decode(text.slice(at, next < 0 ? text.length : next));
    if (next < 0) break;
    const skipped = skip(text, next);
    if (skipped === null)
      return refuse(text, next, 'it has a document type or is cut off', 'elements, comments and CDATA');
    if (skipped !== undefined) {
      inside.text += skipped.text;
      at = skipped.end;
      continue;
    }
    const end = tagEnd(text, next);
    if (end < 0) return refuse(text, next, 'a tag is not closed', 'well-formed XML');
    const tag = text.slice(next + 1, end);
    at = end + 1;
    if (tag.startsWith('/')) {
      const closed = open.length > 1 ? open.pop() : undefined;
      if (closed?.name !== localName(tag.slice(1).trim()))
        return refuse(text, next, `</${tag.slice(1, 41)}> closes nothing`, 'well-formed XML');
      continue;
    }
    count += 1;
    if (count > MAX_ELEMENTS) return refuse(text, next, `it has more than ${MAX_ELEMENTS} elements`, 'one process');
    if (open.length > MAX_DEPTH) return refuse(text, next, 'it is nested too deeply', `at most ${MAX_DEPTH} levels`);
    const element = elementOf(tag);
    inside.children.push(element);
    if (!tag.endsWith('/')) open.push(element);
  }
  const [only] = root.children;
  if (open.length > 1) return refuse(text, text.length, `<${open.at(-1)?.name}> is not closed`, 'well-formed XML');
  return only === undefined ? refuse(text, 0, 'it has no element', 'an XML document') : ok(only);
};

const refuse = (text: string, offset: number, problem: string, allowed: string): Result<never> =>
  fail({
    problem: `not an XML document that can be read: ${problem}`,
    allowed,
    next: 'export the file again from its editor, as plain XML',
    at: placeOf(text.slice(0, offset).split('\n')),
  });

const placeOf = (before: readonly string[]): string => `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;

/** What is no element: the text it stands for and where it ends; null when it may not be there; undefined: an element. */
const skip = (text: string, at: number): Readonly<{ text: string; end: number }> | null | undefined => {
  const until = (mark: string, start: number, keep: boolean) => {
    const end = text.indexOf(mark, start);
    return end < 0 ? null : { text: keep ? text.slice(start, end) : '', end: end + mark.length };
  };
  if (text.startsWith('<!--', at)) return until('-->', at + 4, false);
  if (text.startsWith('<![CDATA[', at)) return until(']]>', at + 9, true);
  if (text.startsWith('<?', at)) return until('?>', at + 2, false);
  return text.startsWith('<!', at) ? null : undefined;
};

/** The end of a tag; `>` inside quotes does not count. */
const tagEnd = (text: string, start: number): number => {
  let quote = '';
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at;
  }
  return -1;
};

const elementOf = (tag: string): Open => {
  const body = tag.endsWith('/') ? tag.slice(0, -1) : tag;
  const name = /^[^\s/>]*/.exec(body)?.[0] ?? '';
  const attributes = new Map<string, string>();
  for (const [, key, double, single] of body.slice(name.length).matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes.set(localName(key ?? ''), decode(double ?? single ?? ''));
  }
  return { name: localName(name), attributes, children: [], text: '' };
};

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decode = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g, (whole, decimal, hexadecimal, named) => {
        if (named !== undefined) return Object.hasOwn(NAMED, named) ? (NAMED[named] ?? whole) : whole;
        const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      })
    : text;

/** The attribute, if it is there and says something. */
export const attribute = ({ attributes }: Element, name: string): string | undefined =>
  attributes.get(name) || undefined;

/** The children of that name. */
export const childrenOf = ({ children }: Element, name: string): readonly Element[] =>
  children.filter((child) => child.name === name);

/** The text of the first child of that name. */
export const childText = (element: Element, name: string): string | undefined =>
  childrenOf(element, name)[0]?.text.trim() || undefined;

/** The element and everything below it. */
export const allOf = (element: Element): readonly Element[] => {
  const found: Element[] = [];
  const left = [element];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    found.push(next);
    left.push(...next.children.toReversed());
  }
  return found;
};

/** The prose of a BPMN element, as written. */
export const documentationOf = (element: Element): string | undefined => {
  const text = childrenOf(element, 'documentation')[0]?.text;
  return text?.trim() ? text : undefined;
};
