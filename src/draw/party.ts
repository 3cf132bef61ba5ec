import type { NormalisedProcess } from '../process/normalised.ts';

/** Who can stand at the end of an arrow: a service, the coordinator, or whoever is outside the document. */
export type Party = Readonly<{ kind: 'service'; name: string }> | Readonly<{ kind: 'coordinator' | 'outside' }>;

export const OUTSIDE: Party = { kind: 'outside' };
export const COORDINATOR: Party = { kind: 'coordinator' };

/** The service of that name. */
export const service = (name: string): Party => ({ kind: 'service', name });

/** The same text for the same party, and for no other. */
export const partyKey = (party: Party): string => (party.kind === 'service' ? `service ${party.name}` : party.kind);

/** Who starts an instance: the service the document names, or somebody outside. */
export const starter = ({ startedBy, services }: NormalisedProcess): Party =>
  startedBy !== null && Object.hasOwn(services, startedBy) ? service(startedBy) : OUTSIDE;

/** Who publishes an event: the starter, the service of a step, the coordinator, or somebody outside. */
export const publisherOf = (process: NormalisedProcess, event: string): Party => {
  if (event === process.starts) return starter(process);
  const step = process.steps.find(
    ({ success, failure, compensation }) =>
      success.includes(event) || failure.includes(event) || compensation?.success === event,
  );
  if (step !== undefined) return service(step.service);
  const timed = process.steps.find(({ timeouts }) => timeouts.some(({ send }) => send === event));
  if (process.coordinator === null) return timed === undefined ? OUTSIDE : service(timed.service);
  const { completed, cancelled, partial } = process.outcomes;
  return timed !== undefined || [completed, cancelled, partial].includes(event) ? COORDINATOR : OUTSIDE;
};
