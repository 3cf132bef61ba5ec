import { existsSync, readFileSync, statSync } from 'node:fs';
import { fail, ok, type Result } from '../errors.ts';

/** Standard input as the command line needs it: whether a person sits there, and its whole text. */
export type StandardInput = Readonly<{ isTTY?: boolean | undefined }> & AsyncIterable<Uint8Array | string>;

const MAX_BYTES = 20_000_000;

/** What is text in itself and no name of a file: words to a tool for words, and so on. Names are one line or one word. */
const TEXTS = {
  words: /^(?!\S{1,1000}\.(?:ya?ml|jsonl?|md|txt|mmd|mermaid|bpmn|xml)$)(?!(?:\.{0,2}|~)[/\\]\S{0,1000}$)/i,
  design: /\s/,
  document: /\n|^\s*\{/,
} as const;

/** What a command may be given as an argument, beside the name of a file. */
export type TextKind = keyof typeof TEXTS;

/** The text a command works on: the argument itself, the file it names, or standard input (`-`, or no argument). */
export const readInput = async (
  given: string | undefined,
  stdin: StandardInput,
  kind: TextKind,
): Promise<Result<string>> => {
  if (given !== undefined && given !== '-') return isFile(given) ? readFile(given) : asText(given, kind);
  if (given === undefined && stdin.isTTY === true) return ok('');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BYTES) return tooLarge('standard input');
    chunks.push(bytes);
  }
  return decoded(Buffer.concat(chunks), 'standard input');
};

/** What mistakes in the text of `readInput` are said to be in: the file as it was given, or standard input. */
export const nameOf = (given: string | undefined): string | undefined => {
  if (given === undefined || given === '-') return '<stdin>';
  return isFile(given) ? given : undefined;
};

/** To take a slip of the pen in a name for text would answer nonsense. */
const asText = (given: string, kind: TextKind): Result<string> => {
  // A word may happen to be the name of a folder.
  const isName = kind !== 'words' || /[/\\]/.test(given);
  const isFolder = isName && isThere(given) && statSync(given).isDirectory();
  if (!isFolder && TEXTS[kind].test(given)) return ok(given);
  return fail({
    problem: isFolder ? `"${given}" is a folder` : `there is no file "${given}"`,
    allowed: 'the path of one file, the text itself, or - for standard input',
    next: kind === 'words' ? 'Check the path; text of several words is taken as it is.' : 'Check the path.',
  });
};

/** Whether there is a file of that name; a long text is no name. */
export const isFile = (name: string): boolean => isThere(name) && statSync(name).isFile();

const isThere = (name: string): boolean => name.length < 4096 && existsSync(name);

const readFile = (name: string): Result<string> => {
  if (statSync(name).size > MAX_BYTES) return tooLarge(name);
  try {
    return decoded(readFileSync(name), name);
  } catch (error) {
    return fail({
      problem: `${name} cannot be read: ${error instanceof Error ? error.message : error}`,
      allowed: 'a file that you may read',
      next: 'Check its permissions.',
    });
  }
};

/** A byte order mark, as Windows writes it, says which encoding it is and is no part of the text. */
const decoded = (bytes: Uint8Array, name: string): Result<string> => {
  const encoding = ENCODINGS.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte))?.encoding ?? 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes);
  if (!text.includes('\0')) return ok(text);
  return fail({
    problem: `${name} holds bytes that are no text`,
    allowed: 'text in UTF-8, or in UTF-16 with a byte order mark',
    next: 'Check that this is the right file.',
  });
};

const ENCODINGS = [
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

const tooLarge = (what: string): Result<never> =>
  fail({ problem: `${what} is larger than ${MAX_BYTES} bytes`, allowed: 'less', next: 'Give the part that matters.' });
