import type { NormalisedProcess } from '../normalised.ts';
import { is, type Requirement, values } from '../rules.ts';
import { inEffect, knowsViews, leavesTraces } from './facts.ts';
import { effects, moreThanOnce, seenAs, stage, state, status, undos, view, work } from './names.ts';
import { outcomeNames, outside } from './routes.ts';
import type { Task } from './tasks.ts';

/** What must be true in every state. */
export const always = (process: NormalisedProcess, tasks: readonly Task[]): readonly Requirement[] => [
  ...tasks.filter(leavesTraces).flatMap(countedOnce),
  ...tasks.filter((task) => leavesTraces(task) && isUndoneByRules(process, task)).map(undoneOnlyIfDone),
  ...orderOfUndoing(process, tasks),
  ...verdicts(process),
  ...pivots(process, tasks),
];

const countedOnce = ({ id, step }: Task): readonly Requirement[] => [
  { property: 'exactly-once-effect', subject: id, must: 'never', bad: is(effects(id), moreThanOnce) },
  ...(step.compensation
    ? [{ property: 'compensated-once', subject: id, must: 'never', bad: is(undos(id), moreThanOnce) } as const]
    : []),
];

/** The short forms undo nothing that was not done; rules may. */
const isUndoneByRules = ({ rules }: NormalisedProcess, { step }: Task): boolean =>
  step.compensation !== null && rules.some(({ undoes }) => undoes === step.id);

const undoneOnlyIfDone = ({ id }: Task): Requirement => ({
  property: 'compensated-once',
  subject: id,
  must: 'never',
  bad: { all: [is(effects(id), 0), { variable: undos(id), values: values(1, moreThanOnce) }] },
});

/** What depends on a task is undone before it. The views keep steps out of it that only took effect too late. */
const orderOfUndoing = (process: NormalisedProcess, tasks: readonly Task[]): readonly Requirement[] => {
  const stated = process.assumptions.some(({ path, source }) => path === 'compensate' && source === 'stated');
  if (process.compensate === 'parallel' || (process.coordinator === null && !stated)) return [];
  const undoable = tasks.filter((task) => leavesTraces(task) && task.step.compensation);
  return undoable.flatMap((later) =>
    undoable
      .filter(
        (earlier) =>
          later.ancestors.has(earlier.id) &&
          !undoable.some(
            (between) =>
              between.ancestors.has(earlier.id) && later.ancestors.has(between.id) && between.step.when.length === 0,
          ),
      )
      .map(
        (earlier): Requirement => ({
          property: 'compensation-order',
          subject: earlier.id,
          must: 'never',
          bad: {
            all: [
              is(state(earlier.id), work.undone),
              is(state(later.id), work.applied),
              ...(knowsViews(process)
                ? [{ variable: view(later.id), values: values(seenAs.done, seenAs.undoing) }]
                : []),
            ],
          },
        }),
      ),
  );
};

const verdicts = (process: NormalisedProcess): readonly Requirement[] => {
  const names = outcomeNames(process);
  return names.flatMap((name, index) =>
    names.slice(index + 1).map(
      (other): Requirement => ({
        property: 'one-verdict',
        subject: name,
        must: 'never',
        bad: { all: [is(outside(name), 1), is(outside(other), 1)] },
      }),
    ),
  );
};

/** Once the point of no return is passed nothing may be turned back. */
const pivots = (process: NormalisedProcess, tasks: readonly Task[]): readonly Requirement[] =>
  tasks
    .filter((task) => task.step.kind === 'pivot' && leavesTraces(task))
    .map(
      (task): Requirement => ({
        property: 'retriable-after-pivot',
        subject: task.id,
        must: 'never',
        bad: knowsViews(process)
          ? {
              all: [
                inEffect(task),
                { variable: view(task.id), values: values(seenAs.done, seenAs.undoing) },
                { variable: status, values: values(stage.undoing, stage.cancelled) },
              ],
            }
          : {
              all: [
                is(state(task.id), work.applied),
                {
                  any: tasks
                    .filter((other) => other.step.compensation && leavesTraces(other))
                    .map(({ id }) => is(state(id), work.undone)),
                },
              ],
            },
      }),
    );
