import { durationOf } from '../../duration.ts';
import { at, field, itemsOf, textOf, textsOf } from '../foreign.ts';
import type { SketchStep } from '../sketch.ts';
import { itemOf, type Machine, type State, stepsBefore } from './machine.ts';
import type { Undoing } from './undo.ts';

/**
 * A task state as a step. Only what the machine says is taken over: errors and where they lead, retries, a deadline
 * that nothing catches, that of the whole machine too.
 */
export const stepOf = (
  machine: Machine,
  state: State,
  isStep: (name: string) => boolean,
  { undoOf, onError }: Undoing,
): SketchStep => {
  const { name, body } = state;
  const called = calledBy(body);
  const undo = undoOf.get(name);
  return {
    id: name,
    summary: textOf(field(body, 'Comment')),
    command: called.command ?? name,
    service: called.service,
    failure: refusals(state, onError.has(name)),
    onFailure: onError.get(name),
    compensation: undo && compensationBy(undo),
    retry: retryOf(body),
    timeouts: [deadlineOf(state), machine.deadline].flatMap((after) =>
      after === undefined ? [] : [{ after, then: 'fail' as const }],
    ),
    after: stepsBefore(machine, name, isStep),
    forEach: itemOf(machine, state),
    human: textOf(field(body, 'Resource'))?.includes(':activity:') || undefined,
  };
};

/** The machine waits for the handler, and ends where its error is not caught. */
const compensationBy = ({ name, body, caught }: State): SketchStep['compensation'] => ({
  command: calledBy(body).command ?? name,
  success: `${name}Done`,
  ...(caught.length > 0 ? {} : { failure: failureOf(name), onFailure: 'fail' }),
  retry: retryOf(body),
});

/** The function a task invokes is its command; another integration names a service, and the state says what it does. */
const calledBy = (body: unknown): Readonly<{ command?: string; service?: string }> => {
  const resource = textOf(field(body, 'Resource')) ?? '';
  const parts = resource.slice(0, 300).split(':');
  if (parts[2] === 'lambda') return given('command', parts[6]);
  if (parts[2] !== 'states') return {};
  const parameters = field(body, 'Parameters') ?? field(body, 'Arguments');
  if (parts[5] === 'lambda') {
    const functionName = textOf(field(parameters, 'FunctionName'))?.slice(0, 300);
    return given('command', functionName?.includes(':function:') ? functionName.split(':')[6] : functionName);
  }
  const service = parts[5] === 'aws-sdk' ? parts[6] : parts[5];
  return given('service', service);
};

const given = <K extends string>(key: K, value: string | undefined): Readonly<Partial<Record<K, string>>> => {
  const one: Partial<Record<K, string>> = {};
  if (value !== undefined && /^[A-Za-z]/.test(value)) one[key] = value;
  return one;
};

/** Errors with a name of their own say something about the business; those of the service do not. */
const refusals = ({ caught, name }: State, isCaught: boolean): readonly string[] => {
  const named = [...new Set(caught.flatMap(({ errors }) => errors).filter((error) => /^[A-Za-z]\w*$/.test(error)))];
  return named.length > 0 || !isCaught ? named : [failureOf(name)];
};

/** Stands in for the error of a step where any error is caught. */
export const failureOf = (name: string): string => `${name}Failed`;

const retryOf = (body: unknown): SketchStep['retry'] => {
  const [policy] = itemsOf(field(body, 'Retry')).filter((one) => field(one, 'MaxAttempts') !== 0);
  if (policy === undefined) return undefined;
  const attempts = numberOf(field(policy, 'MaxAttempts')) ?? LANGUAGE_DEFAULT.attempts;
  const delay = durationOf(numberOf(field(policy, 'IntervalSeconds')) ?? LANGUAGE_DEFAULT.interval);
  const rate = numberOf(field(policy, 'BackoffRate')) ?? LANGUAGE_DEFAULT.rate;
  return {
    attempts: Math.min(Math.max(1, Math.trunc(attempts)) + 1, 1000),
    backoff: rate > 1 ? 'exponential' : 'fixed',
    ...(delay === null ? {} : { delay }),
  };
};

/** What the language specification says a retrier does when it says nothing. */
const LANGUAGE_DEFAULT = { attempts: 3, interval: 1, rate: 2 } as const;

/** Without a handler the machine fails; with one, what follows is the handler's business and is asked about. */
const deadlineOf = ({ body, caught }: State): string | undefined => {
  const after = durationOf(numberOf(at(body, 'TimeoutSeconds')) ?? 0);
  const handled = caught.some(({ errors }) => errors.includes('States.ALL') || errors.includes('States.Timeout'));
  return after === null || handled || textsOf(field(body, 'Retry')).length > 0 ? undefined : after;
};

const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
