import type { Layout } from '../layout.ts';

/** Locals of the routines about successors: where the state is, how many successors there are, where the next goes. */
export const [state, count, out, via, scratch] = [0, 1, 2, 3, 4] as const;
/** The words of the state, and behind them those of a successor. */
export const before = (word: number): number => scratch + 1 + word;
export const after = (word: number, { words }: Layout): number => before(words + word);
