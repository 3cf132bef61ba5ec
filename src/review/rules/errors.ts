import type { NormalisedProcess, NormalisedStep } from '../../process/normalised.ts';
import { own } from '../../process/own.ts';
import { failureEvents, flowOf, silenceTurnsBack, turnsBack } from '../flow.ts';
import { atStep, observed } from '../observe.ts';
import type { Observation, Rule } from '../types.ts';
import { turningPoints } from './compensation.ts';
import { consequences } from './consequences.ts';

/** What a machine does is tried again when it fails for a moment. */
export const retryPolicy: Rule = ({ steps }) =>
  steps.every(({ human }) => human)
    ? [observed('only-people', true, 'steps')]
    : steps.filter(({ human }) => !human).map((step) => atStep('retry-policy', tries(step.retry) > 1, step, 'retry'));

/** An undo that fails for a moment must be tried again: nothing else is left. It has the step's policy if it has none. */
export const compensationRetry: Rule = ({ steps }) =>
  steps
    .filter(({ compensation, human }) => compensation && human)
    .map((step) =>
      atStep('compensation-retry', tries(step.compensation?.retry ?? step.retry) > 1, step, 'compensation.retry'),
    );

const tries = (retry: NormalisedStep['retry']): number => retry?.attempts ?? 1;

/** What can be refused says by which event. */
export const unnamedRefusal: Rule = ({ steps }) =>
  steps
    .filter(({ kind }) => kind !== 'retriable')
    .map((step) => atStep('unnamed-refusal', step.failure.length > 0, step, 'failure'));

/** To stop without undoing leaves behind whatever was done before. */
export const abandoned: Rule = (process) =>
  process.steps
    .filter((step) => stops(step) && effectsAt(process, step))
    .map((step) => atStep('abandoned', false, step, step.onFailure === 'fail' ? 'onFailure' : 'timeout'));

const stops = ({ failure, onFailure, timeouts }: NormalisedStep): boolean =>
  (failure.length > 0 && onFailure === 'fail') || timeouts.some(({ then }) => then === 'fail');

const effectsAt = (process: NormalisedProcess, step: NormalisedStep): boolean => {
  const flow = flowOf(process);
  return (
    process.coordinator !== null && process.steps.some((other) => !other.readOnly && flow.mayHaveHappened(other, step))
  );
};

/** A process that can turn back has a name for having done so. */
export const unnamedCancellation: Rule = ({ steps, outcomes }) =>
  steps.some(turnsBack)
    ? [observed('unnamed-cancellation', outcomes.cancelled !== null, 'outcomes.cancelled')]
    : [observed('cannot-be-refused', true, 'steps')];

/** A fan-out that goes on after refusals does not end in plain success. */
export const unnamedPartialOutcome: Rule = ({ steps, outcomes }) =>
  steps
    .filter(({ forEach, failure, onFailure }) => forEach !== null && failure.length > 0 && onFailure === 'continue')
    .map((step) =>
      observed('unnamed-partial-outcome', outcomes.partial !== null, 'outcomes.partial', { step: step.id }),
    );

/** In a choreography a failure that nobody listens to leaves the others waiting. */
export const unheardFailure: Rule = (process): readonly Observation[] => {
  if (process.pattern !== 'choreography') return [];
  return process.steps.flatMap((step) =>
    failureEvents(step)
      .filter((event) => !isHeard(process, event) && !isBlamedOnCompensation(process, step, event))
      .map((event) => observed('unheard-failure', false, `steps.${step.id}.failure`, { step: step.id, event })),
  );
};

const isHeard = (process: NormalisedProcess, event: string): boolean => {
  const ends = Object.values(process.outcomes);
  return (
    consequences(process, event).some((reached) => ends.includes(reached)) ||
    process.steps.some(({ on, compensation }) => on.includes(event) || compensation?.on.includes(event)) ||
    (own(process.events, event)?.consumers.length ?? 0) > 0
  );
};

/** Where an effect lacks a compensation that hears the event, that is the finding; that nobody listens follows from it. */
const isBlamedOnCompensation = (process: NormalisedProcess, step: NormalisedStep, event: string): boolean =>
  process.steps.some(
    (other) =>
      turningPoints(process, other).some(({ id }) => id === step.id) &&
      !consequences(process, event).some((reached) => other.compensation?.on.includes(reached)),
  );

/** A message that fails for ever is put aside. */
export const deadLetters: Rule = ({ delivery }) => [
  observed('dead-letters', delivery.deadLetters !== false, 'delivery.deadLetters'),
];

/** Whoever waits knows until when. */
export const deadline: Rule = (process) =>
  process.steps
    .filter((step) => isAwaited(process, step))
    .map((step) => atStep('deadline', step.timeouts.length > 0, step, 'timeout'));

/** Where nobody waits for a step, somebody must notice that it does not come. */
export const unnoticedSilence: Rule = (process) =>
  process.steps.some((step) => !isAwaited(process, step) && step.timeouts.length === 0)
    ? [observed('unnoticed-silence', process.observability.stuckAfter !== null, 'observability.stuckAfter')]
    : [];

/** A process manager waits for every answer; without memory one can only wait where a party may never answer. */
const isAwaited = (process: NormalisedProcess, step: NormalisedStep): boolean =>
  process.pattern === 'process_manager' ||
  step.human ||
  step.forEach !== null ||
  step.match === 'all' ||
  process.services[step.service]?.external === true;

/** Reminders alone never end a wait. */
export const onlyReminders: Rule = ({ steps }) =>
  steps
    .filter(({ timeouts }) => timeouts.length > 0 && timeouts.every(({ then }) => then === 'remind'))
    .map((step) => atStep('only-reminders', false, step, 'timeout'));

/** In a choreography a deadline that makes the others turn back has to tell them. */
export const silentDeadline: Rule = ({ pattern, steps }) =>
  pattern === 'choreography'
    ? steps
        .filter(
          (step) =>
            silenceTurnsBack(step) && step.timeouts.some(({ then, send }) => then !== 'remind' && send === null),
        )
        .map((step) => atStep('silent-deadline', false, step, 'timeout'))
    : [];

/** The same message twice has the effect of one. */
export const idempotentHandler: Rule = ({ steps, services }) => {
  const acting = steps.filter(({ readOnly }) => !readOnly);
  if (acting.length === 0) return [observed('nothing-to-repeat', true, 'steps')];
  return acting.map((step) => {
    const service = services[step.service];
    const keyed = service?.external === true && (service.idempotencyKey || service.lookup);
    const holds = step.idempotent || keyed || service?.inbox != null;
    const path = service?.external ? `services.${step.service}.idempotencyKey` : `steps.${step.id}.idempotent`;
    return observed('idempotent-handler', holds, path, { step: step.id, service: step.service });
  });
};
