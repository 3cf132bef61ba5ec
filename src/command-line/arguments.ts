import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../errors.ts';
import { nearestNames, suggestion } from '../nearest.ts';
import { COMMAND_LINE_TOOLS } from '../tools/index.ts';
import type { Tool } from '../tools/tool.ts';
import { COMMANDS, type Command, toolOf } from './commands.ts';
import type { DocumentCommand } from './documents/document-command.ts';
import { DOCUMENT_COMMANDS } from './documents/index.ts';
import type { DocumentRun } from './documents/run-document.ts';

/** What was asked on the command line. */
export type Invocation =
  | Readonly<{ kind: 'help'; command: string | undefined }>
  | Readonly<{ kind: 'version' }>
  | Readonly<{ kind: 'serve'; knowledge: string | undefined; adviser: boolean }>
  | Readonly<{ kind: 'document'; run: DocumentRun; knowledge: string | undefined; adviser: boolean }>
  | Run;

/** One tool call, or one per input line. `given` is the positional argument: text, a file's name, or `-`. */
export type Run = Readonly<{
  kind: 'run';
  command: Command;
  tool: Tool;
  given: string | undefined;
  fields: Readonly<Record<string, unknown>>;
  output: 'markdown' | 'json' | 'jsonl';
  knowledge: string | undefined;
  adviser: boolean;
}>;

/** Reads the arguments after `eda`. Alone on a terminal it is help; alone in a pipe it is the server. */
export const parseCommand = (argv: readonly string[], terminal: boolean): Result<Invocation> => {
  // `eda process explain` is `eda explain`.
  const [first, ...rest] = argv[0] === 'process' && argv.length > 1 ? argv.slice(1) : argv;
  if (first === undefined)
    return ok(
      terminal ? { kind: 'help', command: undefined } : { kind: 'serve', knowledge: undefined, adviser: false },
    );
  if (HELP.includes(first)) return ok({ kind: 'help', command: rest[0] });
  if (rest.includes('--help') || rest.includes('-h')) return ok({ kind: 'help', command: first });
  if (first === '--version' || first === 'version') return ok({ kind: 'version' });
  if (first === 'serve' || first.startsWith('--knowledge')) return parseServe(first === 'serve' ? rest : argv);
  const document = DOCUMENT_COMMANDS.find(({ name }) => name === first);
  if (document !== undefined) return parseDocument(document, rest);
  const command = COMMANDS.find(({ name }) => name === first);
  const tool = command === undefined ? undefined : toolOf(COMMAND_LINE_TOOLS, command);
  if (command === undefined || tool === undefined) return unknownCommand(first);
  return parseRun(command, tool, rest);
};

const HELP: readonly string[] = ['help', '--help', '-h'];

const COMMON = { knowledge: { type: 'string' }, adviser: { type: 'boolean' } } as const;

const parseServe = (argv: readonly string[]): Result<Invocation> =>
  guarded('serve', Object.keys(COMMON), () => {
    const { values } = parseArgs({ args: [...argv], options: COMMON, strict: true });
    return { kind: 'serve', knowledge: values.knowledge, adviser: values.adviser === true };
  });

const parseRun = (command: Command, tool: Tool, argv: readonly string[]): Result<Invocation> => {
  const options = Object.fromEntries(Object.keys(tool.input.shape).map((name) => [name, { type: 'string' as const }]));
  const flags = { json: { type: 'boolean' }, jsonl: { type: 'boolean' }, ...COMMON } as const;
  const all = { ...options, ...flags };
  return guarded(command.name, Object.keys(all), () => {
    const parsed = parseArgs({ args: [...argv], options: all, allowPositionals: true });
    const { json, jsonl, knowledge, adviser, ...values } = parsed.values;
    const fields = Object.entries(values).map(([name, value]) => [name, fieldValue(tool, name, String(value))]);
    return {
      kind: 'run',
      command,
      tool,
      given: parsed.positionals.length === 0 ? undefined : parsed.positionals.join(' '),
      fields: Object.fromEntries(fields),
      output: jsonl === true ? 'jsonl' : json === true ? 'json' : 'markdown',
      knowledge,
      adviser: adviser === true,
    };
  });
};

const parseDocument = (command: DocumentCommand, argv: readonly string[]): Result<Invocation> => {
  const option = { [command.option]: { type: 'string' as const } };
  const flags = { json: { type: 'boolean' }, out: { type: 'string' }, force: { type: 'boolean' }, ...COMMON } as const;
  const all = { ...option, ...flags };
  return guarded(command.name, Object.keys(all), () => {
    const { values, positionals } = parseArgs({ args: [...argv], options: all, allowPositionals: true });
    const { json, out, force, knowledge, adviser, ...options } = values;
    return {
      kind: 'document',
      run: {
        command,
        given: positionals.length === 0 ? undefined : positionals.join(' '),
        options,
        json: json === true,
        out,
        force: force === true,
      },
      knowledge,
      adviser: adviser === true,
    };
  });
};

/** Options carry text; a field that takes no string takes JSON, and a list also takes `a, b, c`. */
const fieldValue = (tool: Tool, name: string, value: string): unknown => {
  const schema = tool.input.shape[name];
  if (schema === undefined || tool.input.partial().safeParse({ [name]: value }).success) return value;
  try {
    return JSON.parse(value);
  } catch {
    const list = value.split(',').map((part) => part.trim());
    return tool.input.partial().safeParse({ [name]: list }).success ? list : value;
  }
};

const guarded = (command: string, options: readonly string[], parse: () => Invocation): Result<Invocation> => {
  try {
    return ok(parse());
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const problem = `${command}: ${error.message.split('. ')[0] ?? 'wrong options'}`;
    const unknown = /Unknown option '-{0,2}([^']{0,40})'/.exec(error.message)?.[1];
    const known = options.map((option) => `--${option}`);
    const next = suggestion(`--${unknown ?? ''}`, known, `Run eda ${command} --help.`);
    return fail({ problem, allowed: known.join(', '), next });
  }
};

const unknownCommand = (name: string): Result<never> => {
  const commands = [...COMMANDS, ...DOCUMENT_COMMANDS].map((command) => command.name);
  const names = [...commands, 'serve', 'help', 'version'];
  const [nearest] = nearestNames(name, names, 1);
  return fail({
    problem: `there is no command "${name.slice(0, 40)}"`,
    allowed: names.join(', '),
    next: `Run eda ${nearest ?? 'help'}, or eda guide "${name.slice(0, 40)} …" if that was meant as text.`,
  });
};
