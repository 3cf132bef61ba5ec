import { isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { fail, ok, type Result, type UserError } from '../../errors.ts';

/** A place in a text, both from 1. */
export type Position = Readonly<{ line: number; column: number }>;

/** A YAML or JSON text as plain data, with the place of every value and key. */
export type Tree = Readonly<{ data: unknown; positions: ReadonlyMap<string, Position> }>;

type Walk = Readonly<{
  positionAt: (offset: number | undefined) => Position;
  positions: Map<string, Position>;
  refuse: (position: Position, problem: string, allowed: string, next: string) => void;
}>;

/** Where a value stands, as a key of `Tree.positions`: names may hold dots, so those cannot separate. */
export const pathKey = (path: readonly PropertyKey[]): string => path.map(String).join('\u0000');

/** Reads the text; refuses aliases, tags, duplicate keys, several documents and keys that are not words. */
export const readTree = (text: string, at: (position: Position) => string): Result<Tree> => {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    uniqueKeys: false,
    version: '1.2',
    prettyErrors: false,
  });
  const positionAt = (offset: number | undefined): Position => {
    const { line, col } = counter.linePos(offset ?? 0);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const errors: UserError[] = [...document.errors, ...document.warnings].map(({ message, pos }) => ({
    problem: `not valid YAML or JSON: ${message}`,
    allowed: 'one YAML or JSON document without tags',
    next: 'check the indentation, the quotes and the brackets of this line',
    // What is never closed is reported at the end of the text, where nobody looks for it.
    at: at(positionAt(pos[0] >= text.trimEnd().length ? (lastStart(document.contents) ?? pos[0]) : pos[0])),
  }));
  const [first] = errors;
  if (first) return fail(first);
  const positions = new Map<string, Position>();
  const walk: Walk = {
    positionAt,
    positions,
    refuse: (position, problem, allowed, next) => errors.push({ problem, allowed, next, at: at(position) }),
  };
  const data = value(document.contents, [], start, walk);
  return errors.length > 0 ? fail(...errors) : ok({ data, positions });
};

/** Where a text begins. */
export const start: Position = { line: 1, column: 1 };

const value = (
  node: Node | null | unknown,
  path: readonly (string | number)[],
  position: Position,
  walk: Walk,
): unknown => {
  if (!walk.positions.has(pathKey(path))) walk.positions.set(pathKey(path), position);
  if (isAlias(node)) {
    const where = walk.positionAt(node.range?.[0]);
    walk.refuse(
      where,
      `the alias *${node.source}`,
      'values written out: no anchors and aliases',
      'write the value here',
    );
    return undefined;
  }
  if (isNode(node) && node.tag !== undefined) {
    walk.refuse(position, `the tag ${node.tag}`, 'plain values without tags', 'remove the tag');
    return undefined;
  }
  if (isMap(node)) {
    const entries: [string, unknown][] = [];
    for (const pair of node.items) {
      const key = keyOf(pair.key, walk);
      if (key === undefined) continue;
      const child = [...path, key.name];
      if (walk.positions.has(pathKey(child))) duplicate(key, walk);
      walk.positions.set(pathKey(child), key.position);
      entries.push([key.name, value(pair.value, child, key.position, walk)]);
    }
    return Object.fromEntries(entries);
  }
  if (isSeq(node))
    return node.items.map((item, index) => value(item, [...path, index], positionOf(item, position, walk), walk));
  return isScalar(node) ? node.value : null;
};

const duplicate = (key: Key, walk: Walk): void =>
  walk.refuse(
    key.position,
    `the key "${key.name}" is written twice`,
    'each key once',
    'remove or rename one of the two',
  );

type Key = Readonly<{ name: string; position: Position }>;

const keyOf = (node: unknown, walk: Walk): Key | undefined => {
  const position = positionOf(node, start, walk);
  if (isScalar(node) && node.value !== null && String(node.value) !== '__proto__')
    return { name: String(node.value), position };
  walk.refuse(position, 'a key that is not a word', 'keys are plain words', 'write `key: value`');
  return undefined;
};

const positionOf = (node: unknown, otherwise: Position, walk: Walk): Position =>
  (isScalar(node) || isMap(node) || isSeq(node)) && node.range ? walk.positionAt(node.range[0]) : otherwise;

/** Where the last scalar of the text begins. */
const lastStart = (node: unknown): number | undefined => {
  if (isPair(node)) return lastStart(node.value) ?? lastStart(node.key);
  if (isMap(node) || isSeq(node)) return lastStart(node.items.at(-1)) ?? node.range?.[0];
  return isScalar(node) ? node.range?.[0] : undefined;
};
