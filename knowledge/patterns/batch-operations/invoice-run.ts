/** A batch of independent operations: the list is written down before the first is sent. */
export type Run = Readonly<{
  round: number;
  items: readonly string[];
  done: readonly string[];
  failed: Readonly<Record<string, string>>;
}>;

export type Answer = Readonly<{ item: string; reason?: string }>;

/** A run that has not sent anything yet. */
export const start = (items: readonly string[]): Run => ({ round: 1, items, done: [], failed: {} });

/** The items without an answer: what a deadline asks for, and what is sent again after a crash. */
export const missing = ({ items, done, failed }: Run): readonly string[] =>
  items.filter((item) => !done.includes(item) && failed[item] === undefined);

/** The run after an answer; a repeated or foreign one changes nothing. The outcome comes once, with the last answer. */
export const record = (run: Run, { item, reason }: Answer): Readonly<{ run: Run; outcome?: Run['failed'] }> => {
  if (!missing(run).includes(item)) return { run };
  const next =
    reason === undefined
      ? { ...run, done: [...run.done, item] }
      : { ...run, failed: { ...run.failed, [item]: reason } };
  return missing(next).length > 0 ? { run: next } : { run: next, outcome: next.failed };
};

/** A new round for the items that failed, and only those; not before the last round is over. */
export const again = (run: Run): Run => (missing(run).length > 0 ? run : { ...run, round: run.round + 1, failed: {} });
