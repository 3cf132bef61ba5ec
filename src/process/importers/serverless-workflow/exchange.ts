import { at, field, itemsOf, textOf } from '../foreign.ts';
import type { SketchStep } from '../sketch.ts';
import { emitted, inside, listened, named } from './events.ts';

type Consequence = 'compensate' | 'retry' | 'continue' | 'escalate' | 'fail';

/** The tasks of one step: something is emitted or heard, then an answer is listened for. Undefined: it is no exchange. */
export const exchangeOf = (tasks: readonly unknown[]): Partial<SketchStep> | undefined => {
  const entries = tasks.map(named);
  const [asked, answered] = entries;
  const answer = answered && listened(answered[1]);
  if (asked === undefined || answered === undefined || answer === undefined) return undefined;
  const command = emitted(asked[1]);
  const heard = asked[0] === 'heard' ? listened(asked[1]) : undefined;
  if (command === undefined && heard === undefined) return undefined;
  const refusals = refusalsOf(entries.map(([, task]) => task));
  const types = answer.events.map(({ type }) => type);
  return {
    ...(command === undefined
      ? { on: heard?.events.map(({ type }) => type), match: heard?.match }
      : { command: command.type }),
    service: command?.service ?? answer.events[0]?.service,
    success: types.filter((type) => !refusals.events.includes(type)),
    failure: types.filter((type) => refusals.events.includes(type)),
    onFailure: refusals.then,
  };
};

/** The switch case called `refused`, the events it names, and where it leads. */
const refusalsOf = (
  tasks: readonly unknown[],
): Readonly<{ events: readonly string[]; then: Consequence | undefined }> => {
  const cases = tasks.flatMap((task) => itemsOf(field(task, 'switch')).map(named));
  const refused = cases.find(([name]) => name === 'refused')?.[1];
  const when = textOf(field(refused, 'when')) ?? '';
  const then = textOf(field(refused, 'then'));
  const error = tasks.map((task) => textOf(at(task, 'raise', 'error', 'type'))).find((type) => type !== undefined);
  return {
    events: [...when.matchAll(/== "([^"]{1,64})"/g)].map(([, type]) => type ?? ''),
    then:
      then === 'exit'
        ? 'continue'
        : then === 'refuse'
          ? consequenceOf(error)
          : then === undefined
            ? undefined
            : 'retry',
  };
};

const consequenceOf = (error: string | undefined): Consequence | undefined => {
  switch (error?.split('/').at(-1)) {
    case 'undo':
      return 'compensate';
    case 'escalate':
      return 'escalate';
    case 'fail':
      return 'fail';
    default:
      return undefined;
  }
};

/** A retry policy with a limit of attempts; the first try counts, the DSL counts retries only. */
export const retryOf = (task: unknown): SketchStep['retry'] => {
  const policy = at(task, 'catch', 'retry');
  const count = at(policy, 'limit', 'attempt', 'count');
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0 || count > 999) return undefined;
  const backoff = field(policy, 'backoff');
  const delay = textOf(field(policy, 'delay'));
  return {
    attempts: count + 1,
    ...(field(backoff, 'constant') !== undefined
      ? { backoff: 'fixed' }
      : field(backoff, 'exponential') !== undefined
        ? { backoff: 'exponential' }
        : {}),
    ...(delay !== undefined && DURATION.test(delay) ? { delay } : {}),
  };
};

export const DURATION = /^P(?=.)(\d{1,5}W)?(\d{1,5}D)?(T(?=.)(\d{1,6}H)?(\d{1,6}M)?(\d{1,6}S)?)?$/;

/** The deadline of a task, when what follows it is said: by the catch around it, or by there being none. */
export const deadlineOf = (task: unknown, around: unknown): SketchStep['timeouts'] => {
  const after = textOf(at(task, 'timeout', 'after'));
  if (after === undefined || !DURATION.test(after)) return undefined;
  const type = textOf(at(around, 'catch', 'errors', 'with', 'type'));
  if (around === undefined) return [{ after, then: 'fail' }];
  if (type?.split('/').at(-1) !== 'timeout') return undefined;
  if (at(around, 'catch', 'retry') !== undefined) return [{ after, then: 'retry' }];
  const handled = itemsOf(at(around, 'catch', 'do')).map(named);
  const raised = handled
    .map(([, one]) => textOf(at(one, 'raise', 'error', 'type')))
    .find((error) => error !== undefined);
  const then = raised === undefined ? 'continue' : consequenceOf(raised);
  return then === undefined ? undefined : [{ after, then }];
};

/** The only task inside, when there is exactly one and it is a container itself. */
export const onlyInside = (task: unknown): unknown => {
  const tasks = inside(task);
  const [, only] = named(tasks[0]);
  return tasks.length === 1 && inside(only).length > 0 ? only : undefined;
};
