import { membersOf } from '../process/lower/tasks.ts';
import type { NormalisedProcess } from '../process/normalised.ts';

/** Steps and rules of what is prepared for a check within milliseconds. */
const smallProcess = 12;
/** Where transactions overlap every pair of them is looked at. */
const smallProcessWithOverlaps = 5;

/** Whether a check of this process can be prepared at once, by its size alone: whether it ends soon is not known. */
export const fitsInline = (process: NormalisedProcess): boolean => {
  const size = process.rules.length + process.steps.reduce((sum, step) => sum + membersOf(step), 0);
  return size <= (process.coordinator?.concurrency === 'none' ? smallProcessWithOverlaps : smallProcess);
};
