import { undoStages } from '../../course/undo-stages.ts';
import { waves } from '../../course/waves.ts';
import type { Consequence, NormalisedProcess, NormalisedStep } from '../../normalised.ts';

/** A named task, as the DSL writes it: one key. */
export type Task = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const ERROR = 'https://serverlessworkflow.io/spec/1.0.0/errors';
const UNDO = 'https://serverlessworkflow.io/spec/1.0.0/errors/undo';

/** The error that stands for a consequence; whoever runs the workflow maps `escalate` to people. */
const errorOf = (then: Exclude<Consequence, 'retry' | 'continue'>): string =>
  then === 'compensate' ? UNDO : `${ERROR}/${then}`;

/** Everything the workflow does: the steps, then the outcome; where something can be undone, inside a try. */
export const tasksOf = (process: NormalisedProcess): readonly Task[] => {
  const source = process.coordinator?.service ?? process.id;
  const course = [
    ...waves(process).map((group, at) => groupTask(group, at)),
    { completed: emit(process.outcomes.completed, source) },
  ];
  const { cancelled } = process.outcomes;
  if (cancelled === null && undoStages(process).length === 0) return course;
  const end = cancelled === null ? { end: { set: { cancelled: true } } } : { cancelled: emit(cancelled, source) };
  return [{ course: { try: course, catch: { errors: { with: { type: UNDO } }, do: [...undoTasks(process), end] } } }];
};

const emit = (type: string, service: string) => ({
  emit: { event: { with: { source: `service://${service}`, type } } },
});

const listen = (word: 'any' | 'all', types: readonly string[], service?: string) => ({
  listen: {
    to: {
      [word]: types.map((type) => ({
        with: service === undefined ? { type } : { type, source: `service://${service}` },
      })),
    },
  },
});

const groupTask = (group: readonly NormalisedStep[], at: number): Task => {
  const [only] = group;
  return group.length === 1 && only !== undefined
    ? stepTask(only)
    : { [`together${at + 1}`]: { fork: { compete: false, branches: group.map(stepTask) } } };
};

const stepTask = (step: NormalisedStep): Task => {
  const { id, when, summary, forEach } = step;
  const inner = withDeadline(step, withRetry(step, exchange(step)));
  const repeated =
    forEach === null
      ? inner
      : { for: { each: forEach, in: `\${ .${JSON.stringify(forEach)} }` }, do: [{ each: inner }] };
  return {
    [id]: {
      ...(when.length === 0 ? {} : { if: `\${ any(.seen[]; ${when.map(isType).join(' or ')}) }` }),
      ...(summary === null ? {} : { metadata: { summary } }),
      ...repeated,
    },
  };
};

const isType = (event: string): string => `. == ${JSON.stringify(event)}`;

/** Ask, wait for one of the answers, leave or deal with the refusal. */
const exchange = ({ command, on, match, service, success, failure, onFailure }: NormalisedStep): readonly Task[] => {
  const asked: Task = command === null ? { heard: listen(match, on) } : { ask: emit(command, service) };
  const answer: Task = { answer: listen('any', [...success, ...failure], service) };
  if (failure.length === 0) return [asked, answer];
  const refused = failure.map((event) => `.type == ${JSON.stringify(event)}`).join(' or ');
  const raised = onFailure !== 'retry' && onFailure !== 'continue';
  const then = onFailure === 'continue' ? 'exit' : onFailure === 'retry' ? Object.keys(asked)[0] : 'refuse';
  return [
    asked,
    answer,
    { decide: { switch: [{ refused: { when: `\${ ${refused} }`, then } }, { done: { then: 'exit' } }] } },
    ...(raised ? [{ refuse: raise(errorOf(onFailure)) }] : []),
  ];
};

const raise = (type: string) => ({ raise: { error: { type, status: 409 } } });

const withRetry = ({ retry }: NormalisedStep, tasks: readonly Task[]): Readonly<Record<string, unknown>> => {
  if (retry === null) return { do: tasks };
  const policy = {
    limit: { attempt: { count: retry.attempts - 1 } },
    ...(retry.delay === null ? {} : { delay: retry.delay }),
    ...(retry.backoff === 'none'
      ? {}
      : { backoff: retry.backoff === 'fixed' ? { constant: {} } : { exponential: {} } }),
  };
  return { try: tasks, catch: { errors: { with: { type: `${ERROR}/communication` } }, retry: policy } };
};

/** Whether the DSL can say this deadline: one, that ends the waiting, and sends nothing by itself. */
export const isPlainDeadline = ({ timeouts: [only, ...more] }: NormalisedStep): boolean =>
  only !== undefined &&
  more.length === 0 &&
  only.send === null &&
  only.then !== 'remind' &&
  only.then !== 'assume_refused';

const withDeadline = (
  step: NormalisedStep,
  work: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  const [deadline] = step.timeouts;
  if (deadline === undefined || !isPlainDeadline(step)) return work;
  const timed = { ...work, timeout: { after: deadline.after } };
  const errors = { with: { type: `${ERROR}/timeout` } };
  switch (deadline.then) {
    case 'fail':
      return timed;
    case 'retry':
      return { try: [{ work: timed }], catch: { errors, retry: { limit: {} } } };
    case 'continue':
    case 'assume_refused':
    case 'remind':
      return { try: [{ work: timed }], catch: { errors, do: [{ goOn: { set: { late: true } } }] } };
    case 'compensate':
    case 'escalate':
      return { try: [{ work: timed }], catch: { errors, do: [{ late: raise(errorOf(deadline.then)) }] } };
    default:
      return deadline.then satisfies never;
  }
};

/** The DSL has no compensation: the commands that undo are sent one after the other, each only if its step was seen. */
const undoTasks = (process: NormalisedProcess): readonly Task[] =>
  undoStages(process)
    .flatMap(({ steps }) => steps)
    .flatMap(({ id, service, success, compensation }) => {
      if (compensation === null || compensation.command === null) return [];
      const told = compensation.success === null ? [] : [{ answer: listen('any', [compensation.success], service) }];
      const seen = `\${ any(.seen[]; ${success.map(isType).join(' or ')}) }`;
      return [{ [`undo-${id}`]: { if: seen, do: [{ ask: emit(compensation.command, service) }, ...told] } }];
    });
