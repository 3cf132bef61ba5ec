import { fail, ok, type Result } from '../errors.ts';
import type { ToolContext } from '../tools/tool.ts';
import type { Run } from './arguments.ts';
import { nameOf, readInput, type TextKind } from './input.ts';
import { refusalText } from './refusal.ts';
import { runLines } from './run-lines.ts';
import type { Streams } from './streams.ts';

/** Runs one command and returns its exit code: 0 fine, 1 findings, 2 wrong usage or input. */
export const runCommand = async (run: Run, context: ToolContext, streams: Streams): Promise<number> => {
  const { takes } = run.command;
  const whole =
    takes === null || (run.given === undefined && Object.keys(run.fields).length > 0 && run.output !== 'jsonl');
  const input = whole ? { ok: true as const, value: '' } : await readInput(run.given, streams.stdin, textKindOf(run));
  if (!input.ok) return refuse(streams, refusalText(input.errors));
  if (run.output === 'jsonl') return runLines(run, input.value, context, streams);
  const taken =
    takes === null || input.value.trim() === ''
      ? ok({})
      : takenFrom(takes, input.value, Object.keys(run.tool.input.shape));
  if (!taken.ok) return refuse(streams, refusalText(taken.errors));
  const fields = await withFile(run.fields, streams.stdin);
  if (!fields.ok) return refuse(streams, refusalText(fields.errors));
  const progress = progressLine(streams.stderr);
  const { document } = run.fields;
  const documentName = nameOf(typeof document === 'string' ? document : run.given);
  const told = { ...context, documentName, onProgress: progress.show };
  const result = await run.tool.call({ ...taken.value, ...fields.value }, told);
  progress.clear();
  if (!result.ok) return refuse(streams, refusalText(result.errors));
  const { data, text } = result.value;
  streams.stdout.write(run.output === 'json' ? `${JSON.stringify(data)}\n` : text);
  return exitCode(data);
};

const textKindOf = ({ command, tool }: Run): TextKind => {
  if (command.takes !== 'document') return 'words';
  return 'prose' in tool.input.shape ? 'design' : 'document';
};

/** `--document FILE` names a file as often as it holds the document. */
const withFile = async (fields: Run['fields'], stdin: Streams['stdin']): Promise<Result<Run['fields']>> => {
  const { document } = fields;
  if (typeof document !== 'string') return ok(fields);
  const read = await readInput(document, stdin, 'document');
  return read.ok ? ok({ ...fields, document: read.value }) : read;
};

/** One line on a terminal, rewritten while a check runs; nothing where standard error is a file. */
const progressLine = (stderr: Streams['stderr']) => {
  const terminal = 'isTTY' in stderr && stderr.isTTY === true;
  return {
    show: (message: string): void => {
      if (terminal) stderr.write(`\r\u001b[K${message}`);
    },
    clear: (): void => {
      if (terminal) stderr.write('\r\u001b[K');
    },
  };
};

/**
 * A file with `{"messages": […]}` or a bare list of messages is a dialogue; anything else is text. Where a tool reads
 * documents and prose, text without any key of a document is prose.
 */
const takenFrom = (field: string, text: string, fields: readonly string[]): Result<Run['fields']> => {
  if (field === 'document' && fields.includes('prose') && !looksLikeDocument(text)) return ok({ prose: text });
  if (field === 'text' && fields.includes('document') && isWholeDocument(text)) return ok({ document: text });
  return field === 'text' && /^\s*[{[]/.test(text) ? dialogueOrText(text) : ok({ [field]: text });
};

const dialogueOrText = (text: string): Result<Run['fields']> => {
  try {
    const json: unknown = JSON.parse(text);
    if (Array.isArray(json)) return ok({ messages: json });
    if (typeof json === 'object' && json !== null && 'messages' in json) return ok({ messages: json.messages });
  } catch (error) {
    if (beginsLikeDialogue.test(text)) return brokenDialogue(error);
  }
  // Text that happens to begin with a bracket.
  return ok({ text });
};

const beginsLikeDialogue = /^\s*(?:\{\s*"messages"\s*:|\[\s*\{\s*"(?:role|content)"\s*:)/;

/** To judge the brackets and keys as the user's words would answer nonsense. */
const brokenDialogue = (error: unknown): Result<never> =>
  fail({
    problem: `a dialogue, but no valid JSON: ${error instanceof Error ? error.message.slice(0, 120) : ''}`,
    allowed: '{"messages": [{"role": "user", "content": "…"}, …]}, the list alone, or plain text',
    next: 'Correct the JSON; perhaps the end is missing.',
  });

/** YAML or JSON with a key that every process document has; a mistyped one still has the others. */
const looksLikeDocument = (text: string): boolean =>
  /^\s{0,8}["']?(?:process|services|steps|outcomes)["']?\s{0,4}:/m.test(text);

/** Prose may hold a line with one of the keys; what begins with `process:` and has steps is a document. */
const isWholeDocument = (text: string): boolean =>
  /^process\s{0,4}:/m.test(text) && /^(?:steps|rules)\s{0,4}:/m.test(text);

const exitCode = (data: Readonly<Record<string, unknown>>): number =>
  data.verdict === 'revise' || data.verdict === 'violated' ? 1 : 0;

const refuse = (streams: Streams, text: string): number => {
  streams.stderr.write(`${text}\n`);
  return 2;
};
