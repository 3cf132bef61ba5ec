import { isIrregular } from '../process/lower/progress.ts';
import { membersOf, tasksOf } from '../process/lower/tasks.ts';
import type { NormalisedProcess } from '../process/normalised.ts';

/** Steps and rules of what is prepared for a check within milliseconds. */
const smallProcess = 12;
/** Where transactions overlap every pair of them is looked at. */
const smallProcessWithOverlaps = 5;

/** Whether a check of this process can be prepared at once, by its size alone: whether it ends soon is not known. */
export const fitsInline = (process: NormalisedProcess): boolean =>
  partsOf(process) <= (process.coordinator?.concurrency === 'none' ? smallProcessWithOverlaps : smallProcess);

/** How large a process is: its rules and steps, those for several members as often as there are members. */
export const partsOf = (process: NormalisedProcess): number =>
  process.rules.length + process.steps.reduce((sum, step) => sum + membersOf(step), 0);

/** Pairs of parallel steps whose answers may cross; a program of more does not fit. */
const mostParallelPairs = 60_000;
/** Conditions on the order of undoing that a document may lead to; so many take a second and some 100 MB to write down. */
const mostConditions = 1_000_000;

/**
 * Whether a document cannot even be written down as rules. Where its steps branch or settle together, every answer may
 * be the last thing that holds any undo back, so that conditions grow with the third power of the steps.
 */
export const isTooLarge = (process: NormalisedProcess): boolean => {
  const tasks = tasksOf(process);
  const order = tasks.reduce((sum, { descendants }) => sum + descendants.size, 0);
  if (process.coordinator === null) return false;
  if (tasks.length ** 2 - 2 * order > mostParallelPairs) return true;
  return tasks.some(isIrregular) && tasks.length * order > mostConditions;
};
