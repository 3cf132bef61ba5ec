import { fail, ok, type Result, type UserError } from '../errors.ts';
import type { ToolContext } from '../tools/tool.ts';
import type { Run } from './arguments.ts';
import { refusalText } from './refusal.ts';
import type { Streams } from './streams.ts';

/**
 * One JSON object in, one out, line by line and in order. `id` is carried over; fields the tool does not know (labels,
 * remarks) are left alone, and named at the end on the standard error. A line that cannot be answered gives
 * `{id, error}`, which names them too, and the exit code 2.
 */
export const runLines = async (
  run: Run,
  text: string,
  context: ToolContext,
  { stdout, stderr }: Pick<Streams, 'stdout' | 'stderr'>,
): Promise<number> => {
  let code = 0;
  const leftAlone = new Set<string>();
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const parsed = parseLine(line);
    const given = parsed.ok ? parsed.value : {};
    const unknown = Object.keys(given).filter((name) => !isKnown(run, name));
    for (const name of unknown) leftAlone.add(name);
    const result = parsed.ok ? await run.tool.call(argumentsOf(run, given), context) : parsed;
    if (!result.ok) code = 2;
    const answer = result.ok
      ? result.value.data
      : { error: refusalText([...result.errors, ...unknownFields(run, unknown)]) };
    stdout.write(`${JSON.stringify(given.id === undefined ? answer : { id: given.id, ...answer })}\n`);
  }
  for (const { problem, allowed } of unknownFields(run, [...leftAlone].sort())) {
    stderr.write(`${problem}\nAllowed: ${allowed}\n`);
  }
  return code;
};

const fieldsOf = (run: Run): readonly string[] => Object.keys(run.tool.input.shape).filter((name) => name !== 'id');

const isKnown = (run: Run, name: string): boolean => name === 'id' || fieldsOf(run).includes(name);

const argumentsOf = (run: Run, line: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const known = Object.entries(line).filter(([name]) => fieldsOf(run).includes(name));
  return { ...Object.fromEntries(known), ...run.fields };
};

const unknownFields = (run: Run, names: readonly string[]): readonly UserError[] =>
  names.length === 0
    ? []
    : [
        {
          problem: `fields left alone: ${names.join(', ')}`,
          allowed: `id, ${fieldsOf(run).join(', ')}`,
          next: 'Rename the field if it was meant to be read.',
        },
      ];

const parseLine = (line: string): Result<Readonly<Record<string, unknown>>> => {
  try {
    const json: unknown = JSON.parse(line);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return ok({ ...json });
  } catch {
    // Said below, for both kinds of wrong line.
  }
  const problem = `not a JSON object: ${line.slice(0, 60)}`;
  return fail({ problem, allowed: 'one JSON object per line', next: 'Correct this line.' });
};
