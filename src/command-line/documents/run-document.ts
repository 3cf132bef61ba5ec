import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { fail, ok, type Result } from '../../errors.ts';
import type { ToolContext } from '../../tools/tool.ts';
import { nameOf, readInput } from '../input.ts';
import { refusalText } from '../refusal.ts';
import type { Streams } from '../streams.ts';
import type { DocumentCommand, DocumentOptions } from './document-command.ts';

export type DocumentRun = Readonly<{
  command: DocumentCommand;
  given: string | undefined;
  options: DocumentOptions;
  json: boolean;
  out: string | undefined;
  force: boolean;
}>;

/** Runs a document command and returns its exit code. Files are written only below `--out`, and none is overwritten. */
export const runDocument = async (run: DocumentRun, context: ToolContext, streams: Streams): Promise<number> => {
  const refuse = (result: Extract<Result<unknown>, { ok: false }>): number => {
    streams.stderr.write(`${refusalText(result.errors)}\n`);
    return 2;
  };
  const input = await readInput(run.given, streams.stdin, 'document');
  if (!input.ok) return refuse(input);
  const trace =
    run.options.trace === undefined ? ok(undefined) : await readInput(run.options.trace, streams.stdin, 'document');
  if (!trace.ok) return refuse(trace);
  const work = await run.command.load();
  const told = { ...context, documentName: nameOf(run.given) };
  const answer = await work(input.value, { ...run.options, trace: trace.value }, told);
  if (!answer.ok) return refuse(answer);
  const { text, notice, data, files } = answer.value;
  if (run.out === undefined) {
    streams.stdout.write(run.json ? `${JSON.stringify(data)}\n` : text);
  } else {
    const written = writeAll(run.out, files, run.force);
    if (!written.ok) return refuse(written);
    streams.stdout.write(
      run.json ? `${JSON.stringify(data)}\n` : written.value.map((path) => `wrote ${path}\n`).join(''),
    );
  }
  if (notice !== '') streams.stderr.write(`${notice}\n`);
  return 0;
};

/** All files or none: what is in the way is found before the first is written. */
const writeAll = (
  folder: string,
  files: Readonly<Record<string, string>>,
  force: boolean,
): Result<readonly string[]> => {
  const root = resolve(folder);
  const paths = Object.entries(files).map(([name, text]) => ({ path: resolve(join(root, name)), text }));
  const outside = paths.find(({ path }) => !path.startsWith(root + sep));
  if (outside !== undefined) throw new Error('an export names a file outside its folder');
  const taken = paths.filter(({ path }) => existsSync(path));
  if (taken.length > 0 && !force) {
    return fail({
      problem: `${taken.map(({ path }) => path).join(', ')}: already there`,
      allowed: 'a folder without these files',
      next: 'Choose another --out, or add --force to replace them.',
    });
  }
  try {
    for (const { path, text } of paths) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  } catch (error) {
    return fail({
      problem: `--out ${folder}: ${error instanceof Error ? error.message : error}`,
      allowed: 'a folder, or the name of a new one, that you may write to',
      next: 'Choose another --out.',
    });
  }
  return ok(paths.map(({ path }) => path));
};
