/** One measured figure beside its rival or its goal. */
export type Figure = Readonly<{ what: string; ours: number; rival?: number; goal?: string; unit: string }>;

/** The middle of several measurements. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** What a piece of work comes to, and the seconds it took. */
export const timed = <T>(run: () => T): Readonly<{ value: T; seconds: number }> => {
  const begun = performance.now();
  const value = run();
  return { value, seconds: (performance.now() - begun) / 1000 };
};

/** The same work several times: what it comes to, and the middle of the seconds it took. */
export const timedOften = <T>(times: number, run: () => T): Readonly<{ value: T; seconds: number }> => {
  const runs = Array.from({ length: Math.max(1, times) - 1 }, () => timed(run).seconds);
  const last = timed(run);
  return { value: last.value, seconds: median([...runs, last.seconds]) };
};

/** One line per figure. */
export const table = (figures: readonly Figure[]): string =>
  figures
    .map(({ what, ours, rival, goal, unit }) => {
      const against = rival === undefined ? '' : `  rival ${round(rival)} ${unit}  (${round(ours / rival)} ×)`;
      return `${what.padEnd(58)} ${String(round(ours)).padStart(10)} ${unit}${against}${goal === undefined ? '' : `  goal ${goal}`}`;
    })
    .join('\n');

const round = (value: number): number => Math.round(value * 100) / 100;
