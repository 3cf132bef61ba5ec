import { fail, ok, type Result } from '../../errors.ts';

/** The longest document that is read; 128 steps with everything they may say need half of it. */
export const maxCharacters = 200_000;
/** Line ends, colons and commas: what the time to read YAML goes by. */
const maxParts = 12_000;
const maxDepth = 48;
const maxIndent = 200;

/**
 * Refuses what could exhaust time or stack before any YAML is parsed: linear in the text, no recursion.
 * Counts brackets inside strings too, which no readable document notices.
 */
export const withinLimits = (text: string, at: (line: number) => string): Result<string> => {
  if (text.length > maxCharacters)
    return fail({
      problem: `the document has ${text.length} characters`,
      allowed: `at most ${maxCharacters} characters: one business process`,
      next: 'split it into one document per process',
      at: at(1),
    });
  const parts = text.match(/[\n:,]/g)?.length ?? 0;
  if (parts > maxParts)
    return fail({
      problem: `the document has ${parts} lines, keys and list entries`,
      allowed: `at most ${maxParts}: one business process`,
      next: 'split it into one document per process',
      at: at(1),
    });
  const line = tooDeepAt(text);
  return line === undefined
    ? ok(text)
    : fail({
        problem: 'the document is nested too deeply',
        allowed: `at most ${maxDepth} levels; a process document needs five`,
        next: 'check the indentation and the brackets of this line',
        at: at(line),
      });
};

const tooDeepAt = (text: string): number | undefined => {
  let brackets = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const indent = line.search(/[^ \t]/);
    if (indent > maxIndent || indicators(line) > maxDepth) return index + 1;
    for (const character of line) {
      if (character === '[' || character === '{') brackets++;
      if (character === ']' || character === '}') brackets = Math.max(0, brackets - 1);
      if (brackets > maxDepth) return index + 1;
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
