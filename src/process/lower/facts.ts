import type { NormalisedProcess } from '../normalised.ts';
import { except, type Formula, is } from '../rules.ts';
import { state, stateWords, work } from './names.ts';
import { coordinatorId, outside, writtenActors } from './routes.ts';
import type { Task } from './tasks.ts';

/** The task changes something, so that it can be in effect or undone. */
export const leavesTraces = ({ step }: Task): boolean => !step.readOnly;

/** The coordinator is one of the short form, so that what it knows of a task is a variable. */
export const knowsViews = (process: NormalisedProcess): boolean =>
  process.coordinator !== null && !writtenActors(process).has(coordinatorId);

/** The outcome of that name is published; nothing for an outcome that the process does not have. */
export const published = (name: string | null): readonly Formula[] => (name === null ? [] : [is(outside(name), 1)]);

/** The task never took effect, or was undone. */
export const notInEffect = ({ id }: Task): Formula => ({
  variable: state(id),
  values: except(stateWords.length, work.applied),
});

/** The task took effect and was not undone. */
export const inEffect = ({ id }: Task): Formula => is(state(id), work.applied);
