import { Permanent } from '../../platform/retry.ts';

/** How often, how patiently, and how long altogether; times in milliseconds. */
export type Policy = Readonly<{ attempts: number; base: number; cap: number; budget: number }>;

/**
 * The pauses between attempts. Each is random between nothing and its ceiling, so that those who failed together do not
 * come back together; all of them together stay within the budget, which is shorter than the deadline of the step.
 */
export const pauses = ({ attempts, base, cap, budget }: Policy, random: () => number): readonly number[] => {
  const result: number[] = [];
  let spent = 0;
  for (let ceiling = Math.min(base, cap); result.length < attempts - 1; ceiling = Math.min(ceiling * 2, cap)) {
    const pause = random() * ceiling;
    spent += pause;
    if (spent > budget) break;
    result.push(pause);
  }
  return result;
};

/** Works until it succeeds, until the answer is a final no, or until the pauses are used up. */
export const retry = async <T>(
  work: () => Promise<T>,
  schedule: readonly number[],
  sleep: (milliseconds: number) => Promise<void>,
): Promise<T> => {
  for (const pause of schedule) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Permanent) throw error;
      await sleep(pause);
    }
  }
  return work();
};
