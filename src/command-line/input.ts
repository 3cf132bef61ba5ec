import { existsSync, readFileSync, statSync } from 'node:fs';
import { fail, ok, type Result } from '../errors.ts';

/** Standard input as the command line needs it: whether a person sits there, and its whole text. */
export type StandardInput = Readonly<{ isTTY?: boolean | undefined }> & AsyncIterable<Uint8Array | string>;

const MAX_BYTES = 20_000_000;

/** The text a command works on: the argument itself, the file it names, or standard input (`-`, or no argument). */
export const readInput = async (given: string | undefined, stdin: StandardInput): Promise<Result<string>> => {
  if (given !== undefined && given !== '-') return isFile(given) ? readFile(given) : asText(given);
  if (given === undefined && stdin.isTTY === true) return ok('');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BYTES) return tooLarge('standard input');
    chunks.push(bytes);
  }
  return ok(decoded(Buffer.concat(chunks)));
};

/** What mistakes in the text of `readInput` are said to be in: the file as it was given, or standard input. */
export const nameOf = (given: string | undefined): string | undefined => {
  if (given === undefined || given === '-') return '<stdin>';
  return isFile(given) ? given : undefined;
};

/** One word that ends like a file is the name of one; to take a slip of the pen for prose would answer nonsense. */
const asText = (given: string): Result<string> => {
  if (!FILE_NAME.test(given)) return ok(given);
  return fail({
    problem: `there is no file "${given}"`,
    allowed: 'the path of a file, the text itself, or - for standard input',
    next: 'Check the path; text of several words is taken as it is.',
  });
};

const FILE_NAME = /^\S{1,1000}\.(?:ya?ml|jsonl?|md|txt|mmd|mermaid|bpmn|xml)$/i;

/** Whether there is a file of that name; a long text is no name. */
export const isFile = (name: string): boolean => name.length < 4096 && existsSync(name) && statSync(name).isFile();

const readFile = (name: string): Result<string> =>
  statSync(name).size > MAX_BYTES ? tooLarge(name) : ok(decoded(readFileSync(name)));

/** UTF-8 as Windows writes it begins with a byte order mark, which is no part of the text. */
const decoded = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const tooLarge = (what: string): Result<never> =>
  fail({ problem: `${what} is larger than ${MAX_BYTES} bytes`, allowed: 'less', next: 'Give the part that matters.' });
