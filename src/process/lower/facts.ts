import type { NormalisedProcess } from '../normalised.ts';
import { except, type Formula, is } from '../rules.ts';
import { state, stateWords, work } from './names.ts';
import { coordinatorId, outside, writtenActors } from './routes.ts';
import type { Task } from './tasks.ts';

/** What promises are stated about: something was changed, an outcome is published, a task is in effect. */
export const leavesTraces = ({ step }: Task): boolean => !step.readOnly;

/** The coordinator is one of the short form, so that what it knows of a task is a variable. */
export const knowsViews = (process: NormalisedProcess): boolean =>
  process.coordinator !== null && !writtenActors(process).has(coordinatorId);

export const published = (name: string | null): readonly Formula[] => (name === null ? [] : [is(outside(name), 1)]);

export const notInEffect = ({ id }: Task): Formula => ({
  variable: state(id),
  values: except(stateWords.length, work.applied),
});
export const inEffect = ({ id }: Task): Formula => is(state(id), work.applied);
