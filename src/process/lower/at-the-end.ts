import type { NormalisedProcess } from '../normalised.ts';
import { except, type Formula, is, type Requirement, values } from '../rules.ts';
import { choreographed } from './agreement.ts';
import { inEffect, knowsViews, leavesTraces, notInEffect, published } from './facts.ts';
import { seenAs, stage, status, view, viewWords } from './names.ts';
import { outside } from './routes.ts';
import type { Task } from './tasks.ts';

/** What must be true when nothing happens any more, and must stay possible until then. */
export const atTheEnd = (process: NormalisedProcess, tasks: readonly Task[]): readonly Requirement[] => {
  const working = tasks.filter(leavesTraces);
  if (process.coordinator === null) return choreographed(process, working);
  return [
    { property: 'option-to-complete', subject: null, must: 'stay_possible', goal: anyVerdict(process) },
    ...wrongVerdict(process, working),
    ...working.flatMap((task) => doneWhenCompleted(process, task)),
    ...working.flatMap((task) => undoneWhenCancelled(process, task)),
  ];
};

/** The process ended, one way or another. */
const anyVerdict = (process: NormalisedProcess): Formula => {
  const { completed, cancelled, partial } = process.outcomes;
  return { any: [...[completed, cancelled, partial].flatMap(published), ...stoppedInSilence(process)] };
};

/** The process was given up. */
const stopped = (process: NormalisedProcess): Formula => {
  const [silence] = stoppedInSilence(process);
  return silence ?? { any: published(process.outcomes.cancelled) };
};

/** Where no event says that the process was given up, only its coordinator knows. */
const stoppedInSilence = (process: NormalisedProcess): readonly Formula[] =>
  process.outcomes.cancelled === null && knowsViews(process) ? [is(status, stage.cancelled)] : [];

const doneWhenCompleted = (process: NormalisedProcess, task: Task): readonly Requirement[] => {
  const required = isRequired(task);
  if (!required && !knowsViews(process)) return [];
  const bad: readonly Formula[] = [
    ...published(process.outcomes.completed),
    notInEffect(task),
    ...(required ? [] : [is(view(task.id), seenAs.done)]),
  ];
  return [{ property: 'all-or-compensated', subject: task.id, must: 'not_at_rest', bad: { all: bad } }];
};

/** What the coordinator holds for done must be undone; what it holds for something else must not have happened. */
const undoneWhenCancelled = (process: NormalisedProcess, task: Task): readonly Requirement[] => {
  const left = [stopped(process), inEffect(task)];
  const promise = { subject: task.id, must: 'not_at_rest' } as const;
  if (!knowsViews(process)) return [{ property: 'all-or-compensated', ...promise, bad: { all: left } }];
  const held = { variable: view(task.id), values: values(seenAs.done, seenAs.kept) };
  const heldOtherwise = { variable: view(task.id), values: except(viewWords.length, seenAs.done, seenAs.kept) };
  return [
    { property: 'all-or-compensated', ...promise, bad: { all: [...left, held] } },
    { property: 'no-orphan', ...promise, bad: { all: [...left, heldOtherwise] } },
  ];
};

/** Without it the process is not complete. */
const isRequired = ({ step }: Task): boolean =>
  step.when.length === 0 &&
  step.onFailure !== 'continue' &&
  step.join !== 'any' &&
  !step.timeouts.some(({ then }) => then === 'continue');

/** Nobody is told that something failed when everything is in effect. */
const wrongVerdict = (
  { outcomes: { partial } }: NormalisedProcess,
  working: readonly Task[],
): readonly Requirement[] =>
  partial === null || working.length === 0
    ? []
    : [
        {
          property: 'one-verdict',
          subject: partial,
          must: 'not_at_rest',
          bad: { all: [is(outside(partial), 1), ...working.map(inEffect)] },
        },
      ];
