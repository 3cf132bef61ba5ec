import type { NormalisedCompensation, NormalisedRetry, NormalisedStep, NormalisedTimeout } from '../normalised.ts';
import type { Process, Step } from '../schema.ts';
import type { Premises } from './premises.ts';

type Compensation = NonNullable<Step['compensation']>;
type Retry = NonNullable<Step['retry']>;

/** One or many as a list. */
export const listed = (names: string | readonly string[] | undefined): readonly string[] =>
  names === undefined ? [] : typeof names === 'string' ? [names] : names;

/** The steps in document order, each with nothing left open. */
export const steps = (process: Process, premises: Premises): readonly NormalisedStep[] =>
  process.steps.map((step, index) => normalised(process, step, index, premises));

const normalised = (process: Process, step: Step, index: number, premises: Premises): NormalisedStep => {
  const at = `steps.${step.id}`;
  const failure = listed(step.failure);
  const timeouts = [step.timeout ?? []].flat();
  premises.note(`${at}.timeout`, timeouts[0]?.after ?? null, timeouts.length > 0);
  return {
    id: step.id,
    index,
    summary: step.summary ?? null,
    service: step.service,
    command: step.command ?? null,
    on: listed(step.on),
    match: step.match ?? 'any',
    success: listed(step.success),
    failure,
    onFailure: failure.length > 0 ? premises.take(`${at}.onFailure`, step.onFailure, 'compensate') : 'compensate',
    kind: premises.take(`${at}.kind`, step.kind, 'compensatable'),
    compensation: step.compensation ? compensation(`${at}.compensation`, step.compensation, premises) : null,
    retry: retry(`${at}.retry`, step.retry, premises),
    timeouts: timeouts.map(
      (timeout): NormalisedTimeout => ({ after: timeout.after, then: timeout.then, send: timeout.send ?? null }),
    ),
    after: step.after ?? predecessors(process, step, index),
    when: listed(step.when),
    ...fanOut(at, step, premises),
    ...traits(at, step, premises),
  };
};

const fanOut = (at: string, step: Step, premises: Premises): Pick<NormalisedStep, 'forEach' | 'count' | 'join'> =>
  step.forEach === undefined
    ? { forEach: null, count: 1, join: step.join ?? 'all' }
    : {
        forEach: step.forEach,
        count: premises.take(`${at}.count`, step.count, 3),
        join: premises.take<NormalisedStep['join']>(`${at}.join`, step.join, 'all'),
      };

const traits = (at: string, step: Step, premises: Premises) => ({
  human: step.human ?? false,
  sync: premises.take(`${at}.sync`, step.sync, false),
  readOnly: premises.take(`${at}.readOnly`, step.readOnly, false),
  idempotent: premises.take(`${at}.idempotent`, step.idempotent, false),
  resource: step.resource ?? null,
  transaction: step.transaction ?? null,
  needs: step.needs ?? null,
});

/** Without `after`: a commanded step follows the one before it, a reacting step those that publish its events. */
export const predecessors = (process: Process, step: Step, index: number): readonly string[] => {
  if (step.on === undefined) {
    const before = process.steps[index - 1];
    return before ? [before.id] : [];
  }
  const triggers = listed(step.on);
  return process.steps
    .filter(
      (other) =>
        other.id !== step.id &&
        [...listed(other.success), ...listed(other.failure)].some((event) => triggers.includes(event)),
    )
    .map((other) => other.id);
};

const compensation = (at: string, stated: Compensation, premises: Premises): NormalisedCompensation => ({
  ...refusedUndo(at, stated, premises),
  command: stated.command ?? null,
  on: listed(stated.on),
  success: stated.success ?? null,
  ifNotApplied: premises.take<NormalisedCompensation['ifNotApplied']>(
    `${at}.ifNotApplied`,
    stated.ifNotApplied,
    'ignore',
  ),
  when: stated.when ?? null,
  retry: retry(`${at}.retry`, stated.retry, premises),
});

const refusedUndo = (
  at: string,
  stated: Compensation,
  premises: Premises,
): Pick<NormalisedCompensation, 'failure' | 'onFailure'> => {
  const failure = listed(stated.failure);
  const onFailure =
    failure.length > 0
      ? premises.take<NormalisedCompensation['onFailure']>(`${at}.onFailure`, stated.onFailure, 'fail')
      : 'fail';
  return { failure, onFailure };
};

const retry = (at: string, stated: Retry | undefined, premises: Premises): NormalisedRetry | null => {
  premises.note(at, stated?.attempts ?? null, stated !== undefined);
  if (!stated) return null;
  return {
    attempts: stated.attempts,
    backoff: premises.take<NormalisedRetry['backoff']>(`${at}.backoff`, stated.backoff, 'none'),
    delay: stated.delay ?? null,
  };
};
