import { events } from './normalise/events.ts';
import { coordinator, delivery, service } from './normalise/parties.ts';
import { type Premises, premises } from './normalise/premises.ts';
import { steps } from './normalise/steps.ts';
import type { NormalisedProcess } from './normalised.ts';
import type { Process } from './schema.ts';

/**
 * The document with every gap filled by its pessimistic default, and the list of what was stated and what assumed.
 * This is what all engines read; the defaults are those the schema describes. Total on every valid document.
 */
export const normalise = (process: Process): NormalisedProcess => {
  const found = premises();
  const common = {
    id: process.process,
    summary: process.summary ?? null,
    version: process.version ?? null,
    pattern: process.pattern,
    delivery: delivery(process, found),
    services: Object.fromEntries(
      Object.entries(process.services).map(([name, stated]) => [name, service(name, stated, found)]),
    ),
    starts: process.starts,
    startedBy: process.startedBy ?? null,
  };
  const host = coordinator(process, found);
  const normalisedSteps = steps(process, found);
  return {
    ...common,
    coordinator: host,
    steps: normalisedSteps,
    ...ending(process, found),
    events: events(process, normalisedSteps, host?.service ?? null, found),
    instances: found.take('instances', process.instances, process.steps.some(({ resource }) => resource) ? 2 : 1),
    variables: process.variables ?? {},
    rules: process.rules ?? [],
    assumptions: found.list(),
  };
};

const ending = (process: Process, found: Premises) => ({
  compensate: found.take<NormalisedProcess['compensate']>('compensate', process.compensate, 'reverse'),
  outcomes: {
    completed: process.outcomes.completed,
    cancelled: process.outcomes.cancelled ?? null,
    partial: process.outcomes.partial ?? null,
  },
  resources: Object.fromEntries(
    Object.entries(process.resources ?? {}).map(([name, { units, lock }]) => [
      name,
      {
        units: found.take(`resources.${name}.units`, units, 1),
        lock: found.take<'none' | 'semantic'>(`resources.${name}.lock`, lock, 'none'),
      },
    ]),
  ),
  reactions: process.reactions ?? [],
  observability: {
    correlationId: found.take<string | null>('observability.correlationId', process.observability?.correlationId, null),
    stuckAfter: found.take<string | null>('observability.stuckAfter', process.observability?.stuckAfter, null),
    metrics: process.observability?.metrics ?? [],
    operator: process.observability?.operator ?? [],
  },
});
