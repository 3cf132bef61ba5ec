import type { NormalisedProcess } from '../normalised.ts';
import { type Condition, is } from '../rules.ts';
import { saw, seenAs, stage, status, view } from './names.ts';
import { awaitedViews, type Decision, isIrregular, merged, nothing, notSeen, type Plan, seen } from './progress.ts';
import type { Task } from './tasks.ts';

/** The coordinator can undo it. */
export const isUndoable = ({ step }: Task): boolean =>
  step.compensation?.command !== undefined && step.compensation.command !== null;

/** How a task came to be out of the way: refused, being undone (after a silence), or undone. */
type Trigger = Readonly<{ task: Task; by: 'refusal' | 'silence' | 'undone' }>;

/**
 * What follows when a task is out of the way while the process is being undone: the next undo commands, in the order
 * that the document states, and the verdict when nothing is left to undo.
 * @param first the process turns round with this very transaction
 */
export const retreat = (plan: Plan, trigger: Trigger, first: boolean): Decision => {
  const turn: Decision = first ? { set: [{ variable: status, to: stage.undoing }], send: [] } : nothing;
  const undone = plan.tasks
    .filter((task) => isCandidate(plan, task, trigger, first))
    .map((task) =>
      undo(plan, task, [
        seen(task.id, seenAs.done),
        ...wanted(task),
        ...blockers(plan, task)
          .filter((other) => other.id !== trigger.task.id && !isSurelyOut(plan, other, trigger))
          .map(outOfTheWay),
      ]),
    );
  return merged([turn, ...undone, ...(trigger.by === 'silence' ? [] : [verdict(plan, trigger, first)])]);
};

/** Sends the undo command of a task. */
export const undo = ({ routes }: Plan, task: Task, when?: Condition): Decision => ({
  set: [{ variable: view(task.id), to: seenAs.undoing, ...(when ? { when } : {}) }],
  send: [routes.send(task.step.compensation?.command ?? '', task, when)],
});

/** Nothing of the task is or may be in effect, or it stays because nothing undoes it. */
export const outOfTheWay = (task: Task) =>
  isUndoable(task)
    ? notSeen(task.id, ...awaitedViews(task), seenAs.done, seenAs.undoing)
    : notSeen(task.id, ...awaitedViews(task));

const blockers = (plan: Plan, task: Task): readonly Task[] => plan.blockers.get(task.id) ?? [];

/** The tasks that must be out of the way before this one is undone. */
export const blockersOf = (process: NormalisedProcess, tasks: readonly Task[], task: Task): readonly Task[] => {
  switch (process.compensate) {
    case 'reverse':
      return tasks.filter(({ id }) => task.descendants.has(id));
    case 'forward':
      return tasks.filter(({ id }) => task.ancestors.has(id));
    case 'parallel':
      return [];
    default:
      return process.compensate satisfies never;
  }
};

const wanted = ({ step }: Task): Condition => (step.compensation?.when ? [is(saw(step.compensation.when), 1)] : []);

/**
 * Certain from the order alone: what comes before a task that was asked for is done, and still is while the process is
 * undone in reverse.
 */
const isSurelyDone = ({ process }: Plan, task: Task, trigger: Trigger, first: boolean): boolean =>
  (first || process.compensate === 'reverse') &&
  trigger.task.ancestors.has(task.id) &&
  isUndoable(task) &&
  !isIrregular(task) &&
  task.step.compensation?.when === null;

/** Certain as well: what comes after a task is not begun, or was undone before it. */
const isSurelyOut = ({ process }: Plan, task: Task, trigger: Trigger): boolean =>
  trigger.task.descendants.has(task.id) && (trigger.by !== 'undone' || process.compensate === 'reverse');

/** Only tasks that this trigger can have released, and that nothing certainly holds back. */
const isCandidate = (plan: Plan, task: Task, trigger: Trigger, first: boolean): boolean => {
  if (task.id === trigger.task.id || !isUndoable(task)) return false;
  if (trigger.by !== 'undone' && trigger.task.descendants.has(task.id)) return false;
  const holds = blockers(plan, task);
  if (trigger.by === 'silence' && holds.includes(trigger.task)) return false;
  if (!first && !holds.includes(trigger.task)) return false;
  return !holds.some((other) => other.id !== trigger.task.id && isSurelyDone(plan, other, trigger, first));
};

/** When everything else is out of the way, the process is cancelled. */
const verdict = (plan: Plan, trigger: Trigger, first: boolean): Decision => {
  const others = plan.tasks.filter((task) => task.id !== trigger.task.id && !isSurelyOut(plan, task, trigger));
  if (others.some((task) => isSurelyDone(plan, task, trigger, first))) return nothing;
  return cancel(plan, others.map(outOfTheWay));
};

/** Ends the process as cancelled. */
export const cancel = ({ process, routes }: Plan, when: Condition): Decision => ({
  set: [{ variable: status, to: stage.cancelled, when }],
  send: process.outcomes.cancelled === null ? [] : [routes.send(process.outcomes.cancelled, null, when)],
});
