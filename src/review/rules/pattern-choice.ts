import type { NormalisedProcess } from '../../process/normalised.ts';
import { turnsBack } from '../flow.ts';
import { observed } from '../observe.ts';
import type { Observation, Rule } from '../types.ts';

/** The pattern is the simplest one that can do what the document asks of it. */
export const patternChoice: Rule = (process, limits) => {
  switch (process.pattern) {
    case 'saga':
      return sagaThatRemembers(process);
    case 'choreography':
      return choreographyThatDecides(process, limits.choreography.services);
    case 'process_manager':
      return managerThatForgets(process);
    default:
      return process.pattern satisfies never;
  }
};

/** What a stateless coordinator cannot do: wait, join, count, remember. */
const sagaThatRemembers = ({ steps, coordinator }: NormalisedProcess): readonly Observation[] => {
  const joins = steps.find(({ after, match }) => after.length > 1 || match === 'all');
  const counts = steps.find(({ forEach }) => forEach !== null);
  const waits = steps.find(({ human, timeouts }) => human || !isMereExpiry(timeouts));
  const found: readonly (readonly [string, string] | null)[] = [
    joins ? ['joins several answers', `steps.${joins.id}.after`] : null,
    counts ? [`counts the answers of "${counts.id}"`, `steps.${counts.id}.forEach`] : null,
    waits ? [`waits for "${waits.id}" until a deadline`, `steps.${waits.id}.timeout`] : null,
    coordinator && coordinator.state.length > 0 ? ['keeps state between messages', 'coordinator.state'] : null,
  ];
  return found.flatMap((reason) =>
    reason ? [observed('saga-that-remembers', false, reason[1], { why: reason[0] })] : [],
  );
};

/** A deadline that only gives up or asks again needs no memory: a to-do list and the passage of time serve it. */
const isMereExpiry = (timeouts: NormalisedProcess['steps'][number]['timeouts']): boolean =>
  timeouts.length <= 1 &&
  timeouts.every((timeout) => ['compensate', 'assume_refused', 'retry', 'fail'].includes(timeout.then));

/** What nobody can do without looking at the whole: join, decide, wait for people, undo over many services. */
const choreographyThatDecides = ({ steps }: NormalisedProcess, most: number): readonly Observation[] => {
  const services = new Set(steps.map(({ service }) => service)).size;
  const joins = steps.find(({ match }) => match === 'all');
  const waits = steps.find(({ human }) => human);
  const fansOut = steps.find(({ forEach }) => forEach !== null);
  const found: readonly (readonly [string, string] | null)[] = [
    joins ? [`"${joins.id}" waits until several events have come`, `steps.${joins.id}.on`] : null,
    waits ? [`"${waits.id}" waits for a person`, `steps.${waits.id}.human`] : null,
    fansOut ? [`"${fansOut.id}" counts answers`, `steps.${fansOut.id}.forEach`] : null,
    services > most && steps.some(turnsBack) ? [`${services} services must agree on one outcome`, 'pattern'] : null,
  ];
  return found.flatMap((reason) =>
    reason ? [observed('choreography-that-decides', false, reason[1], { why: reason[0] })] : [],
  );
};

/** State that no decision reads is a burden. */
const managerThatForgets = ({ steps, rules }: NormalisedProcess): readonly Observation[] =>
  rules.length === 0 &&
  steps.every(
    ({ after, forEach, human, when, timeouts, on }) =>
      after.length <= 1 && forEach === null && !human && when.length === 0 && timeouts.length === 0 && on.length === 0,
  )
    ? [observed('manager-that-forgets', false, 'pattern')]
    : [];

/** Steps that all happen in one service, with nobody else involved, need no distributed process. */
export const oneTransactionWouldDo: Rule = ({ steps, services }) => {
  const places = new Set(steps.map(({ service }) => services[service]?.database ?? service));
  const apart = steps.some(
    ({ service, human, timeouts }) => human || timeouts.length > 0 || services[service]?.external,
  );
  return steps.length > 1 && places.size === 1 && !apart
    ? [observed('one-transaction-would-do', false, 'steps', { place: [...places].join() })]
    : [];
};

/** A reaction that may fail alone has no place among the steps. */
export const stepThatMayFail: Rule = ({ steps }) =>
  steps
    .filter(
      ({ onFailure, failure, forEach, timeouts }) =>
        forEach === null &&
        failure.length > 0 &&
        onFailure === 'continue' &&
        timeouts.every(({ then }) => then === 'continue'),
    )
    .filter(({ id }) => !steps.some(({ after, when }) => after.includes(id) && when.length > 0))
    .map(({ id }) => observed('step-that-may-fail', false, `steps.${id}.onFailure`, { step: id }));
