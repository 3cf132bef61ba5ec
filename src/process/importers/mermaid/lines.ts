import { fail, ok, type Result } from '../../../errors.ts';

const MAX_CHARACTERS = 200_000;
const MAX_LINES = 5000;

/** The statements of a diagram, comments, directives and front matter taken away; the first one names its type. */
export const statementsOf = (text: string, type: RegExp, what: string): Result<readonly string[]> => {
  if (text.length > MAX_CHARACTERS) return fail(tooLong(`${text.length} characters`, `${MAX_CHARACTERS} characters`));
  const lines = withoutFrontMatter(text.replace(/^\s*```[^\n]*\n/, '').split(/\r?\n/))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('%%') && !line.startsWith('```'));
  if (lines.length > MAX_LINES) return fail(tooLong(`${lines.length} lines`, `${MAX_LINES} lines`));
  const [first, ...rest] = lines;
  if (first === undefined || !type.test(first)) {
    return fail({
      problem: `it does not begin with ${what}`,
      allowed: `a Mermaid diagram whose first line is ${what}`,
      next: 'import the diagram alone, without the text around it',
      at: '1:1',
    });
  }
  return ok(rest);
};

const tooLong = (problem: string, allowed: string) => ({
  problem: `the diagram has ${problem}`,
  allowed: `at most ${allowed}`,
  next: 'import one process at a time',
});

const withoutFrontMatter = (lines: readonly string[]): readonly string[] => {
  const start = lines.findIndex((line) => line.trim() !== '');
  if (lines[start]?.trim() !== '---') return lines;
  const end = lines.findIndex((line, at) => at > start && line.trim() === '---');
  return end < 0 ? lines : lines.slice(end + 1);
};

/** A label as its author meant it: entities read, line breaks as spaces. */
export const plain = (label: string): string =>
  label
    .replace(/<br\s{0,5}\/?>/gi, ' ')
    .replace(/#(\d{1,7});/g, (whole, code) => (Number(code) <= 0x10ffff ? String.fromCodePoint(Number(code)) : whole))
    .replace(/^"([^"]*)"$/, '$1')
    .trim();
