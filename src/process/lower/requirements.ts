import type { NormalisedProcess } from '../normalised.ts';
import { except, type Formula, is, type Message, type Requirement, type Rule, values } from '../rules.ts';
import {
  effects,
  moreThanOnce,
  seenAs,
  stage,
  state,
  stateWords,
  status,
  undos,
  view,
  viewWords,
  work,
} from './names.ts';
import { coordinatorId, outcomeNames, outside, writtenActors } from './routes.ts';
import type { Task } from './tasks.ts';

/** Everything that a process promises, stated over its variables. */
export const requirementsOf = (
  process: NormalisedProcess,
  tasks: readonly Task[],
  rules: readonly Rule[],
  messages: readonly Message[],
): readonly Requirement[] => [
  ...tasks.filter(leavesTraces).flatMap(countedOnce),
  ...orderOfUndoing(process, tasks),
  ...verdicts(process),
  ...wrongVerdict(process, tasks.filter(leavesTraces)),
  ...pivots(process, tasks),
  ...atTheEnd(process, tasks),
  ...(process.delivery.deadLetters === false ? messages.filter(({ to }) => to !== null).map(unhandled) : []),
  ...happenings(process, tasks, rules),
];

const leavesTraces = ({ step }: Task): boolean => !step.readOnly;

const countedOnce = ({ id, step }: Task): readonly Requirement[] => [
  { property: 'exactly-once-effect', subject: id, must: 'never', bad: is(effects(id), moreThanOnce) },
  ...(step.compensation
    ? [{ property: 'compensated-once', subject: id, must: 'never', bad: is(undos(id), moreThanOnce) } as const]
    : []),
];

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

/** The coordinator is one of the short form, so that what it knows of a task is a variable. */
const knowsViews = (process: NormalisedProcess): boolean =>
  process.coordinator !== null && !writtenActors(process).has(coordinatorId);

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

const published = (name: string | null): readonly Formula[] => (name === null ? [] : [is(outside(name), 1)]);

const notInEffect = ({ id }: Task): Formula => ({
  variable: state(id),
  values: except(stateWords.length, work.applied),
});
const inEffect = ({ id }: Task): Formula => is(state(id), work.applied);

const atTheEnd = (process: NormalisedProcess, tasks: readonly Task[]): readonly Requirement[] => {
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

/** Without a coordinator nobody gives a verdict: in the end either everything is in effect or nothing is. */
const choreographed = (process: NormalisedProcess, working: readonly Task[]): readonly Requirement[] => {
  const answers = new Set(
    working.flatMap(({ step }) => [
      ...step.failure,
      ...(step.compensation?.success ? [step.compensation.success] : []),
    ]),
  );
  const reactions = working.filter(({ step }) => step.on.length > 0 && step.on.every((event) => answers.has(event)));
  const binding = working.filter((task) => !reactions.some(({ id }) => id === task.id || task.ancestors.has(id)));
  const alternatives = new Set(
    process.steps.filter(({ success }) => success.length > 1).flatMap(({ success }) => success),
  );
  const optional = binding.filter((task) =>
    [task, ...binding.filter(({ id }) => task.ancestors.has(id))].some(
      ({ step }) => step.on.some((event) => alternatives.has(event)) || step.when.length > 0,
    ),
  );
  const required = binding.filter((task) => !optional.includes(task));
  const { completed } = process.outcomes;
  const announced = process.steps.some(({ success }) => success.includes(completed)) ? published(completed) : [];
  const settled: Formula = {
    any: [
      { all: [...required.map(inEffect), ...announced] },
      { all: [...binding.map(notInEffect), ...cancellation(process, binding)] },
    ],
  };
  return [
    { property: 'option-to-complete', subject: null, must: 'stay_possible', goal: settled },
    ...required.flatMap((task) =>
      binding
        .filter((other) => other.id !== task.id)
        .map(
          (other): Requirement => ({
            property: 'all-or-compensated',
            subject: other.id,
            must: 'not_at_rest',
            bad: { all: [inEffect(other), notInEffect(task)] },
          }),
        ),
    ),
  ];
};

const unhandled = ({ id }: Message): Requirement => ({
  property: 'no-unhandled-message',
  subject: id,
  must: 'not_at_rest',
  bad: is(id, 1),
});

/** In a choreography an outcome may be the name that an observer gives it, or an event of a step. */
const isPublished = ({ steps }: NormalisedProcess, name: string): boolean =>
  steps.some(({ success, failure, compensation }) => [...success, ...failure, compensation?.success].includes(name));

/** Where undoing a step is what publishes the cancellation, it has been published when the step is undone. */
const cancellation = ({ outcomes: { cancelled } }: NormalisedProcess, tasks: readonly Task[]): readonly Formula[] => {
  const announcing = tasks.filter(({ step }) => cancelled !== null && step.compensation?.success === cancelled);
  const untouched = announcing.map(({ id }) => ({
    variable: state(id),
    values: except(stateWords.length, work.undone),
  }));
  return announcing.length === 0 ? [] : [{ any: [...published(cancelled), { all: untouched }] }];
};

/** No step, refusal, undo or outcome is there for show. */
const happenings = (
  process: NormalisedProcess,
  tasks: readonly Task[],
  rules: readonly Rule[],
): readonly Requirement[] => {
  const of = (kind: Rule['act']['kind'], step: string, sends?: string) =>
    rules
      .filter(
        ({ act, send }) =>
          act.kind === kind && act.step === step && (sends === undefined || send.some(({ name }) => name === sends)),
      )
      .map(({ id }) => id);
  const happen = (subject: string, fired: readonly string[]): readonly Requirement[] => [
    { property: 'everything-reachable', subject, must: 'happen', rules: fired },
  ];
  const written = writtenActors(process);
  return [
    ...tasks.flatMap((task) => [
      ...happen(task.id, of('apply', task.id)),
      ...(written.has(task.step.service)
        ? []
        : task.step.failure.flatMap((event) => happen(event, of('refuse', task.id, event)))),
    ]),
    ...outcomeNames(process)
      .filter((name) => process.coordinator !== null || isPublished(process, name))
      .map(
        (name): Requirement => ({
          property: 'everything-reachable',
          subject: name,
          must: 'occur',
          goal: is(outside(name), 1),
        }),
      ),
  ];
};
