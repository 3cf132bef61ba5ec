import { fail, ok, type Result, type UserError } from '../errors.ts';
import { inconsistencies } from './consistency.ts';
import { withinLimits } from './parse/limits.ts';
import { type Mistake, mistakesOfShape } from './parse/shape.ts';
import { type Position, pathKey, readTree, start, type Tree } from './parse/tree.ts';
import { type Process, processSchema } from './schema.ts';

/** A valid document and where in its text everything stands. */
export type ParsedProcess = Readonly<{
  process: Process;
  /** The file it came from, or `process.yaml`. */
  name: string;
  /**
   * The line, from 1, of a dotted path (`services.payments.outbox`; steps by id or index, `steps.payment.retry`). What
   * the document does not state has the line of the nearest thing around it that it does.
   */
  lineOf: (path: string) => number;
}>;

/**
 * Reads a process document, YAML or JSON. Refuses in linear time what is too long or too deep, then what is not YAML,
 * then what the schema does not know, then what contradicts itself; each error carries its place
 * (`order.yaml:12:3`), what is allowed there and a suggestion, the first line first.
 */
export const parseProcess = (text: string, name = 'process.yaml'): Result<ParsedProcess> => {
  const at = ({ line, column }: Position) => `${name}:${line}:${column}`;
  const limited = withinLimits(text, at);
  if (!limited.ok) return limited;
  const tree = readTree(text, at);
  if (!tree.ok) return tree;
  const shaped = processSchema.safeParse(tree.value.data);
  const mistakes = shaped.success
    ? inconsistencies(shaped.data)
    : mistakesOfShape(shaped.error.issues, tree.value.data);
  if (mistakes.length > 0 || !shaped.success) return fail(...inOrder(mistakes, tree.value, at));
  const { data: process } = shaped;
  return ok({ process, name, lineOf: (path) => positionAt(tree.value, process, path.split('.')).line });
};

const inOrder = (mistakes: readonly Mistake[], tree: Tree, at: (position: Position) => string): readonly UserError[] =>
  mistakes
    .map(({ path, ...mistake }) => ({ position: nearest(tree, path), mistake }))
    .sort((a, b) => a.position.line - b.position.line)
    .map(({ position, mistake }) => ({ ...mistake, at: at(position) }));

const nearest = (tree: Tree, path: readonly PropertyKey[]): Position => {
  for (let length = path.length; length >= 0; length--) {
    const position = tree.positions.get(pathKey(path.slice(0, length)));
    if (position !== undefined) return position;
  }
  return start;
};

/** Follows the words of a dotted path as far as the document goes; names may themselves contain dots. */
const positionAt = (tree: Tree, process: Process, words: readonly string[]): Position => {
  let found: readonly string[] = [];
  let rest = words;
  while (rest.length > 0) {
    const step = longestKey(tree, process, found, rest);
    if (!step) break;
    found = [...found, step.key];
    rest = rest.slice(step.words);
  }
  return nearest(tree, found);
};

const longestKey = (
  tree: Tree,
  process: Process,
  found: readonly string[],
  rest: readonly string[],
): Readonly<{ key: string; words: number }> | undefined => {
  for (let words = rest.length; words > 0; words--) {
    const written = rest.slice(0, words).join('.');
    const index = found.length === 1 && found[0] === 'steps' ? process.steps.findIndex(({ id }) => id === written) : -1;
    const key = index < 0 ? written : String(index);
    if (tree.positions.has(pathKey([...found, key]))) return { key, words };
  }
  return undefined;
};
