import type { NormalisedProcess, NormalisedStep } from '../../process/normalised.ts';
import { atStep, observed } from '../observe.ts';
import type { Observation, Rule } from '../types.ts';

/** Every step commits in one service; that is what a step is. */
export const oneServicePerStep: Rule = () => [observed('one-service-per-step', true, 'steps')];

/** Steps of different services must not commit together. */
export const distributedTransaction: Rule = ({ steps }) => {
  const spanning = steps.filter((step) => step.transaction !== null && steps.some((other) => spans(step, other)));
  return spanning.length > 0
    ? spanning.map((step) => atStep('distributed-transaction', false, step, 'transaction'))
    : [observed('distributed-transaction', true, 'steps')];
};

const spans = (one: NormalisedStep, other: NormalisedStep): boolean =>
  one.transaction === other.transaction && one.service !== other.service;

/** A direct call waits for the other side; only a party outside, which offers nothing else, may be called. */
export const synchronousStep: Rule = ({ steps, services }) =>
  steps
    .filter(({ sync, service }) => sync && services[service]?.external !== true)
    .map((step) => atStep('synchronous-step', false, step, 'sync'));

/** Two services that write one database cannot change apart. */
export const sharedDatabase: Rule = (process) => {
  const writers = [...new Set(process.steps.filter(({ readOnly }) => !readOnly).map(({ service }) => service))];
  return writers.flatMap((name, index) =>
    writers
      .slice(0, index)
      .filter((other) => databaseOf(process, name) !== null && databaseOf(process, name) === databaseOf(process, other))
      .map((other) => observed('shared-database', false, `services.${name}.database`, { service: name, other })),
  );
};

const databaseOf = ({ services }: NormalisedProcess, name: string): string | null => services[name]?.database ?? null;

/** A coordinator with state loses an update when two messages of one instance are handled at once. */
export const coordinatorConcurrency: Rule = ({ pattern, coordinator }) =>
  pattern === 'process_manager' && coordinator
    ? [observed('coordinator-concurrency', coordinator.concurrency !== 'none', 'coordinator.concurrency')]
    : [];

/** What several instances compete for must be checked and taken in one commit. */
export const unlockedResource: Rule = ({ steps, resources }) =>
  [...new Set(steps.flatMap(({ resource }) => resource ?? []))].map((resource) =>
    observed('unlocked-resource', resources[resource]?.lock === 'semantic', `resources.${resource}.lock`, { resource }),
  );

/** A coordinator routes; one that evaluates the rules of the business has taken the services' work. */
export const godProcessManager: Rule = ({ coordinator }, limits): readonly Observation[] => {
  if (!coordinator) return [];
  const { decisions, state } = coordinator;
  if (decisions.length > limits.coordinator.decisions)
    return [observed('god-process-manager', false, 'coordinator.decisions', { count: String(decisions.length) })];
  return state.length > limits.coordinator.state
    ? [observed('god-process-manager-state', false, 'coordinator.state', { count: String(state.length) })]
    : [];
};
