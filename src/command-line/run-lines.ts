import { fail, ok, type Result } from '../errors.ts';
import { errorText } from '../tools/misuse.ts';
import type { ToolContext } from '../tools/tool.ts';
import type { Run } from './arguments.ts';
import type { Streams } from './streams.ts';

/**
 * One JSON object in, one out, line by line and in order. `id` is carried over; fields the tool does not know (labels,
 * remarks) are left alone. A line that cannot be answered gives `{id, error}` and the exit code 2.
 */
export const runLines = async (
  run: Run,
  text: string,
  context: ToolContext,
  { stdout }: Pick<Streams, 'stdout'>,
): Promise<number> => {
  let code = 0;
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const parsed = parseLine(line);
    const id = parsed.ok ? parsed.value.id : undefined;
    const args = parsed.ok ? ok(argumentsOf(run, parsed.value)) : parsed;
    const result = args.ok ? await run.tool.call(args.value, context) : args;
    if (!result.ok) code = 2;
    const answer = result.ok ? result.value.data : { error: errorText(result.errors) };
    stdout.write(`${JSON.stringify(id === undefined ? answer : { id, ...answer })}\n`);
  }
  return code;
};

const argumentsOf = (run: Run, line: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const known = Object.entries(line).filter(([name]) => Object.hasOwn(run.tool.input.shape, name) && name !== 'id');
  return { ...Object.fromEntries(known), ...run.fields };
};

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
