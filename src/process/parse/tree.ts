import { isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { fail, ok, type Result, type UserError } from '../../errors.ts';

/** A YAML or JSON text as plain data, with the line of every value and key. */
export type Tree = Readonly<{ data: unknown; lines: ReadonlyMap<string, number> }>;

type Walk = Readonly<{
  lineAt: (offset: number | undefined) => number;
  lines: Map<string, number>;
  refuse: (line: number, problem: string, allowed: string, next: string) => void;
}>;

/** Where a value stands, as a key of `Tree.lines`: names may hold dots, so those cannot separate. */
export const pathKey = (path: readonly PropertyKey[]): string => path.map(String).join('\u0000');

/** Reads the text; refuses aliases, tags, duplicate keys, several documents and keys that are not words. */
export const readTree = (text: string, at: (line: number) => string): Result<Tree> => {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    uniqueKeys: false,
    version: '1.2',
    prettyErrors: false,
  });
  const lineAt = (offset: number | undefined) => Math.max(1, counter.linePos(offset ?? 0).line);
  const errors: UserError[] = [...document.errors, ...document.warnings].map(({ message, pos }) => ({
    problem: `not valid YAML or JSON: ${message}`,
    allowed: 'one YAML or JSON document without tags',
    next: 'check the indentation, the quotes and the brackets of this line',
    // What is never closed is reported at the end of the text, where nobody looks for it.
    at: at(lineAt(pos[0] >= text.trimEnd().length ? (lastStart(document.contents) ?? pos[0]) : pos[0])),
  }));
  const [first] = errors;
  if (first) return fail(first);
  const lines = new Map<string, number>();
  const walk: Walk = {
    lineAt,
    lines,
    refuse: (line, problem, allowed, next) => errors.push({ problem, allowed, next, at: at(line) }),
  };
  const data = value(document.contents, [], 1, walk);
  return errors.length > 0 ? fail(...errors) : ok({ data, lines });
};

const value = (node: Node | null | unknown, path: readonly (string | number)[], line: number, walk: Walk): unknown => {
  if (!walk.lines.has(pathKey(path))) walk.lines.set(pathKey(path), line);
  if (isAlias(node)) {
    const where = walk.lineAt(node.range?.[0]);
    walk.refuse(
      where,
      `the alias *${node.source}`,
      'values written out: no anchors and aliases',
      'write the value here',
    );
    return undefined;
  }
  if (isNode(node) && node.tag !== undefined) {
    walk.refuse(line, `the tag ${node.tag}`, 'plain values without tags', 'remove the tag');
    return undefined;
  }
  if (isMap(node)) {
    const entries: [string, unknown][] = [];
    for (const pair of node.items) {
      const key = keyOf(pair.key, walk);
      if (key === undefined) continue;
      const child = [...path, key.name];
      if (walk.lines.has(pathKey(child))) duplicate(key, walk);
      walk.lines.set(pathKey(child), key.line);
      entries.push([key.name, value(pair.value, child, key.line, walk)]);
    }
    return Object.fromEntries(entries);
  }
  if (isSeq(node))
    return node.items.map((item, index) => value(item, [...path, index], lineOfNode(item, line, walk), walk));
  return isScalar(node) ? node.value : null;
};

const duplicate = (key: { name: string; line: number }, walk: Walk): void =>
  walk.refuse(key.line, `the key "${key.name}" is written twice`, 'each key once', 'remove or rename one of the two');

const keyOf = (node: unknown, walk: Walk): { name: string; line: number } | undefined => {
  const line = lineOfNode(node, 1, walk);
  if (isScalar(node) && node.value !== null && String(node.value) !== '__proto__')
    return { name: String(node.value), line };
  walk.refuse(line, 'a key that is not a word', 'keys are plain words', 'write `key: value`');
  return undefined;
};

const lineOfNode = (node: unknown, otherwise: number, walk: Walk): number =>
  (isScalar(node) || isMap(node) || isSeq(node)) && node.range ? walk.lineAt(node.range[0]) : otherwise;

/** Where the last scalar of the text begins. */
const lastStart = (node: unknown): number | undefined => {
  if (isPair(node)) return lastStart(node.value) ?? lastStart(node.key);
  if (isMap(node) || isSeq(node)) return lastStart(node.items.at(-1)) ?? node.range?.[0];
  return isScalar(node) ? node.range?.[0] : undefined;
};
