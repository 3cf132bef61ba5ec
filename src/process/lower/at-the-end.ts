import type { NormalisedProcess } from '../normalised.ts';
import { except, type Formula, is, type Requirement } from '../rules.ts';
import { choreographed } from './agreement.ts';
import { inEffect, knowsViews, leavesTraces, notInEffect, published } from './facts.ts';
import { seenAs, stage, status, view, viewWords } from './names.ts';
import { outside } from './routes.ts';
import type { Task } from './tasks.ts';

/** What must be true when nothing happens any more, and must stay possible until then. */
export const atTheEnd = (process: NormalisedProcess, tasks: readonly Task[]): readonly Requirement[] => {
  const working = tasks.filter(leavesTraces);
  if (process.coordinator === null) return choreographed(process, working);
  const { completed, cancelled, partial } = process.outcomes;
  const verdict: Formula = {
    any: [
      ...[completed, cancelled, partial].flatMap(published),
      ...(cancelled === null && knowsViews(process) ? [is(status, stage.cancelled)] : []),
    ],
  };
  const stopped: Formula =
    cancelled === null && knowsViews(process) ? is(status, stage.cancelled) : { any: published(cancelled) };
  return [
    { property: 'option-to-complete', subject: null, must: 'stay_possible', goal: verdict },
    ...wrongVerdict(process, working),
    ...working
      .filter((task) => isRequired(task) || knowsViews(process))
      .map(
        (task): Requirement => ({
          property: 'all-or-compensated',
          subject: task.id,
          must: 'not_at_rest',
          bad: {
            all: [
              ...published(completed),
              notInEffect(task),
              ...(isRequired(task) ? [] : [is(view(task.id), seenAs.done)]),
            ],
          },
        }),
      ),
    ...working.flatMap((task): readonly Requirement[] => [
      {
        property: 'all-or-compensated',
        subject: task.id,
        must: 'not_at_rest',
        bad: { all: [stopped, inEffect(task), ...(knowsViews(process) ? [is(view(task.id), seenAs.done)] : [])] },
      },
      ...(knowsViews(process)
        ? [
            {
              property: 'no-orphan',
              subject: task.id,
              must: 'not_at_rest',
              bad: {
                all: [
                  stopped,
                  inEffect(task),
                  { variable: view(task.id), values: except(viewWords.length, seenAs.done) },
                ],
              },
            } as const,
          ]
        : []),
    ]),
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
