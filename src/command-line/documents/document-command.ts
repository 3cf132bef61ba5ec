import { fail, ok, type Result } from '../../errors.ts';
import { nearestNames } from '../../nearest.ts';
import type { ToolContext } from '../../tools/tool.ts';

/**
 * What a document command answers: a text that can be piped on, a remark for the person at the terminal, the data of
 * `--json`, and the files that `--out` writes, by relative path.
 */
export type DocumentAnswer = Readonly<{
  text: string;
  notice: string;
  data: unknown;
  files: Readonly<Record<string, string>>;
}>;

/** What a command is told beside the document. `trace` is the text of the file that was named. */
export type DocumentOptions = Readonly<{
  format?: string | undefined;
  view?: string | undefined;
  language?: string | undefined;
  trace?: string | undefined;
}>;

/** Turns a text into other texts; writes nothing itself. */
export type DocumentWork = (
  text: string,
  options: DocumentOptions,
  context: ToolContext,
) => Promise<Result<DocumentAnswer>>;

/** A command over documents. Its work is loaded when it is asked for: a server never needs it. */
export type DocumentCommand = Readonly<{
  name: string;
  summary: string;
  option: keyof DocumentOptions;
  load: () => Promise<DocumentWork>;
}>;

/** One of several words, or an error that lists them. */
export const choice = <T extends string>(
  option: string,
  allowed: readonly T[],
  given: string | undefined,
): Result<T> => {
  const found = allowed.find((each) => each === given);
  if (found !== undefined) return ok(found);
  const problem =
    given === undefined ? `--${option} is missing` : `--${option} ${given.slice(0, 40)}: there is no such ${option}`;
  const [nearest = allowed[0] ?? ''] = nearestNames(given ?? '', allowed, 1);
  return fail({ problem, allowed: allowed.join(', '), next: `Try --${option} ${nearest}.` });
};
