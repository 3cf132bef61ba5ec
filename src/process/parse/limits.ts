import { fail, ok, type Result } from '../../errors.ts';
import { type Position, start } from './tree.ts';

/** The longest document that is read; 128 steps with everything they may say need half of it. */
export const maxCharacters = 200_000;
/** What the time to read YAML goes by, beside its length: so many of these characters and a fraction of a second is gone. */
const costly = [
  { what: 'lines, keys and list entries', pattern: /[\n:,]/g, most: 12_000 },
  { what: 'brackets, anchors, aliases and tags', pattern: /[[\]{}&*!]/g, most: 12_000 },
  { what: 'quotes', pattern: /["']/g, most: 30_000 },
] as const;
const maxDepth = 48;
const maxIndent = 200;

/**
 * Refuses what could exhaust time or stack before any YAML is parsed: linear in the text, no recursion.
 * Counts brackets inside strings too, which no readable document notices.
 */
export const withinLimits = (text: string, at: (position: Position) => string): Result<string> => {
  if (text.length > maxCharacters)
    return fail({
      problem: `the document has ${text.length} characters`,
      allowed: `at most ${maxCharacters} characters: one business process`,
      next: 'split it into one document per process',
      at: at(start),
    });
  for (const { what, pattern, most } of costly) {
    const count = text.match(pattern)?.length ?? 0;
    if (count > most)
      return fail({
        problem: `the document has ${count} ${what}`,
        allowed: `at most ${most}: one business process`,
        next: 'split it into one document per process',
        at: at(start),
      });
  }
  const position = tooDeepAt(text);
  return position === undefined
    ? ok(text)
    : fail({
        problem: 'the document is nested too deeply',
        allowed: `at most ${maxDepth} levels; a process document needs five`,
        next: 'check the indentation and the brackets of this line',
        at: at(position),
      });
};

const tooDeepAt = (text: string): Position | undefined => {
  let brackets = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const indent = line.search(/[^ \t]/);
    if (indent > maxIndent || indicators(line) > maxDepth) return { line: index + 1, column: Math.max(0, indent) + 1 };
    for (const [column, character] of line.split('').entries()) {
      if (character === '[' || character === '{') brackets++;
      if (character === ']' || character === '}') brackets = Math.max(0, brackets - 1);
      if (brackets > maxDepth) return { line: index + 1, column: column + 1 };
    }
  }
  return undefined;
};

/** `- - - x` and `? ? x` open one level each on a single line. */
const indicators = (line: string): number => {
  let count = 0;
  for (let at = 0; at < line.length; at++) {
    const character = line[at];
    if (character === '-' || character === '?' || character === ':') count++;
    else if (character !== ' ' && character !== '\t') break;
  }
  return count;
};
