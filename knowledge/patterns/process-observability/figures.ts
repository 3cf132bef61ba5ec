/** An event of a process as the tracker sees it; time in milliseconds. */
export type Seen = Readonly<{ process: string; type: string; at: number }>;

export type Watch = Readonly<{
  starts: string;
  completed: string;
  compensated: string;
  /** How long may pass after each event before somebody should look. */
  patience: Readonly<Record<string, number>>;
}>;

export type Figures = Readonly<{
  started: number;
  completed: number;
  compensated: number;
  /** Started minus ended: must not grow. */
  open: number;
  /** Past their patience: the alarm. */
  stuck: readonly string[];
  /** Age of the oldest open instance, in milliseconds. */
  oldest: number;
  /** Median duration of what has ended, in milliseconds. */
  median: number;
}>;

/** The figures of a process at a moment, from its events in the order seen. Repeats count once. */
export const figures = (events: readonly Seen[], watch: Watch, now: number): Figures => {
  const open = new Map<string, Readonly<{ start: number; last: Seen }>>();
  const ended = new Map<string, Readonly<{ as: string; took: number }>>();
  for (const seen of events) {
    if (ended.has(seen.process)) continue;
    const running = open.get(seen.process);
    if (running === undefined && seen.type !== watch.starts) continue;
    const start = running?.start ?? seen.at;
    const isOver = seen.type === watch.completed || seen.type === watch.compensated;
    if (isOver) ended.set(seen.process, { as: seen.type, took: seen.at - start });
    if (isOver) open.delete(seen.process);
    else open.set(seen.process, { start, last: seen });
  }
  const took = [...ended.values()].map((end) => end.took).sort((a, b) => a - b);
  return {
    started: open.size + ended.size,
    completed: [...ended.values()].filter(({ as }) => as === watch.completed).length,
    compensated: [...ended.values()].filter(({ as }) => as === watch.compensated).length,
    open: open.size,
    stuck: [...open]
      .filter(([, { last }]) => now - last.at > (watch.patience[last.type] ?? Number.POSITIVE_INFINITY))
      .map(([process]) => process)
      .sort(),
    oldest: Math.max(0, ...[...open.values()].map(({ start }) => now - start)),
    median: took[Math.floor(took.length / 2)] ?? 0,
  };
};
