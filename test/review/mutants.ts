import { listed } from '../../src/process/normalise/steps.ts';
import type { Process, Service, Step } from '../../src/process/schema.ts';

/** A correct document without one of its safety features, and the items that are responsible for it. */
export type Mutant = Readonly<{ removed: string; process: Process; responsible: readonly string[] }>;

/** Every mutant of a document, from the features it states. Says nothing about how the review finds them. */
export const mutantsOf = (process: Process): readonly Mutant[] => [
  ...ofDelivery(process),
  ...Object.entries(process.services).flatMap(([name, service]) => ofService(process, name, service)),
  ...ofCoordinator(process),
  ...process.steps.flatMap((step) => ofStep(process, step)),
  ...ofEvents(process),
  ...ofEnd(process),
];

const boundary = (item: string) => `transaction-boundaries.${item}`;
const error = (item: string) => `error-handling.${item}`;
const infrastructure = (item: string) => `infrastructure.${item}`;

const mutant = (removed: string, process: Process, ...responsible: readonly string[]): Mutant => ({
  removed,
  process,
  responsible: [...responsible].sort(),
});

const without = <T extends object>(value: T, ...keys: readonly (keyof T)[]): T => {
  const copy = { ...value };
  for (const key of keys) delete copy[key];
  return copy;
};

const ofDelivery = (process: Process): readonly Mutant[] => {
  const { delivery = {} } = process;
  const drop = (key: keyof typeof delivery) => ({ ...process, delivery: without(delivery, key) });
  const overtaken = process.steps.some(({ compensation, timeout }) => compensation && givesUp(timeout));
  return [
    mutant('delivery.durable', drop('durable'), infrastructure('durable-bus')),
    mutant('delivery.deadLetters', drop('deadLetters'), error('dead-letter-queue')),
    ...(delivery.key ? [mutant('delivery.key', drop('key'), infrastructure('durable-bus'))] : []),
    ...(delivery.ordering === 'per_key' && overtaken
      ? [mutant('delivery.ordering', drop('ordering'), boundary('compensation'))]
      : []),
  ];
};

const givesUp = (timeout: Step['timeout']): boolean => [timeout ?? []].flat().some(({ then }) => then === 'compensate');

const ofService = (process: Process, name: string, service: Service): readonly Mutant[] => {
  const changed = (next: Service) => ({ ...process, services: { ...process.services, [name]: next } });
  const acts = process.steps.some((step) => step.service === name && !step.readOnly);
  if (!acts) return [];
  if (service.external)
    return [
      mutant(
        `${name}.idempotencyKey`,
        changed(without(service, 'idempotencyKey', 'lookup')),
        error('idempotent-handlers'),
      ),
    ];
  return [
    mutant(`${name}.outbox`, changed(without(service, 'outbox')), infrastructure('outbox')),
    mutant(
      `${name}.acknowledges`,
      changed({ ...service, acknowledges: 'before' }),
      error('transient-retry'),
      infrastructure('durable-bus'),
    ),
    mutant(`${name}.inbox`, changed(without(service, 'inbox')), infrastructure('inbox'), error('idempotent-handlers')),
  ];
};

const ofCoordinator = (process: Process): readonly Mutant[] => {
  const { coordinator } = process;
  if (!coordinator) return [];
  const drop = (key: keyof typeof coordinator) => ({ ...process, coordinator: { ...coordinator, [key]: false } });
  const outbox = mutant('coordinator.outbox', drop('outbox'), infrastructure('outbox'));
  if (process.pattern === 'saga') return [outbox];
  const unguarded = { ...process, coordinator: without(coordinator, 'concurrency') };
  return [
    outbox,
    mutant('coordinator.durable', drop('durable'), infrastructure('durable-bus')),
    mutant('coordinator.concurrency', unguarded, boundary('local-scope')),
    ...forgotten(process),
  ];
};

/** Fields that a step needs and that no event of the process carries: only the coordinator's memory has them. */
const forgotten = (process: Process): readonly Mutant[] => {
  const { coordinator } = process;
  const carried = new Set(Object.values(process.events ?? {}).flatMap(({ carries = [] }) => carries));
  const needed = new Set(process.steps.flatMap(({ needs = [] }) => needs));
  return (coordinator?.state ?? [])
    .filter((field) => needed.has(field) && !carried.has(field))
    .map((field) =>
      mutant(
        `coordinator.state ${field}`,
        {
          ...process,
          coordinator: { service: '', ...coordinator, state: coordinator?.state?.filter((other) => other !== field) },
        },
        'event-design.enough-context',
      ),
    );
};

const ofStep = (process: Process, step: Step): readonly Mutant[] => {
  const changed = (next: Step) => ({ ...process, steps: process.steps.map((each) => (each === step ? next : each)) });
  const { compensation, failure, retry, timeout, kind, human, id } = step;
  const undo = (next: typeof compensation) => changed({ ...step, compensation: next });
  return [
    ...(compensation
      ? [mutant(`${id}.compensation`, changed(without(step, 'compensation')), boundary('compensation'))]
      : []),
    // Only where the undo can come first: after a deadline, or because of a step that runs beside this one.
    ...(compensation?.ifNotApplied && (givesUp(timeout) || process.steps.some(({ after }) => after !== undefined))
      ? [mutant(`${id}.tombstone`, undo(without(compensation, 'ifNotApplied')), boundary('compensation'))]
      : []),
    ...(compensation?.on
      ? [mutant(`${id}.compensation.on`, undo({ ...compensation, on: process.starts }), boundary('compensation'))]
      : []),
    ...(compensation?.retry && human
      ? [mutant(`${id}.compensation.retry`, undo(without(compensation, 'retry')), error('transient-retry'))]
      : []),
    ...(failure && kind !== 'retriable'
      ? [mutant(`${id}.failure`, changed(without(step, 'failure', 'onFailure')), error('permanent-compensation'))]
      : []),
    ...(retry ? [mutant(`${id}.retry`, changed(without(step, 'retry')), error('transient-retry'))] : []),
    ...(timeout && process.pattern === 'process_manager'
      ? [mutant(`${id}.timeout`, changed(without(step, 'timeout')), error('deadlines'))]
      : []),
    ...(kind === 'pivot' ? [mutant(`${id} pivot`, changed(without(step, 'kind')), boundary('pivot'))] : []),
    // The word promises two things: that nothing has to be undone, and that nothing is refused.
    ...(kind === 'retriable'
      ? [
          mutant(
            `${id} retriable`,
            changed(without(step, 'kind')),
            ...(step.readOnly ? [] : [boundary('pivot')]),
            ...(failure ? [] : [error('permanent-compensation')]),
          ),
        ]
      : []),
  ];
};

const ofEvents = (process: Process): readonly Mutant[] =>
  Object.entries(process.events ?? {}).flatMap(([name, event]) => {
    const changed = (next: typeof event) => ({ ...process, events: { ...process.events, [name]: next } });
    return [
      ...(event.visibility === 'external' && crosses(process, name)
        ? [mutant(`${name} external`, changed(without(event, 'visibility')), 'event-design.internal-external')]
        : []),
      ...(event.carries ?? [])
        .filter((field) => isOnlySource(process, name, field))
        .map((field) =>
          mutant(
            `${name} carries ${field}`,
            changed({ ...event, carries: event.carries?.filter((other) => other !== field) }),
            'event-design.enough-context',
          ),
        ),
    ];
  });

/** The answer of a step goes to the coordinator's host or, in a choreography, to the steps that react to it. */
const crosses = ({ steps, coordinator, startedBy, starts }: Process, event: string): boolean => {
  const producer =
    event === starts
      ? startedBy
      : steps.find(({ success, failure, compensation }) =>
          [...listed(success), ...listed(failure), compensation?.success].includes(event),
        )?.service;
  if (producer === undefined) return false;
  const readers = coordinator
    ? [coordinator.service]
    : steps
        .filter(({ on, compensation }) => [...listed(on), ...listed(compensation?.on)].includes(event))
        .map(({ service }) => service);
  return readers.some((reader) => reader !== producer);
};

/** In a saga or a choreography the next step has its data from nowhere but the event it follows. */
const isOnlySource = ({ pattern, steps, starts }: Process, event: string, field: string): boolean =>
  pattern !== 'process_manager' &&
  steps.some(({ needs = [], on, service }, index) => {
    if (!needs.includes(field)) return false;
    if (pattern === 'choreography')
      return listed(on).includes(event) && !steps.slice(0, index).some((earlier) => earlier.service === service);
    const before = steps[index - 1];
    return before ? listed(before.success).includes(event) && before.service !== service : event === starts;
  });

const ofEnd = (process: Process): readonly Mutant[] => {
  const { observability = {}, outcomes, resources = {} } = process;
  const drop = (key: keyof typeof observability) => ({ ...process, observability: without(observability, key) });
  const unwatched = process.pattern !== 'process_manager' && process.steps.some(({ timeout }) => timeout === undefined);
  const turnsBack = process.steps.some(
    ({ failure, onFailure = 'compensate', timeout }) => (failure && onFailure === 'compensate') || givesUp(timeout),
  );
  return [
    mutant('observability.correlationId', drop('correlationId'), infrastructure('observability')),
    mutant(
      'observability.stuckAfter',
      drop('stuckAfter'),
      infrastructure('observability'),
      ...(unwatched ? [error('deadlines')] : []),
    ),
    mutant('observability.metrics', drop('metrics'), infrastructure('observability')),
    mutant('observability.operator', drop('operator'), infrastructure('operator-path')),
    ...(outcomes.cancelled && turnsBack
      ? [
          mutant(
            'outcomes.cancelled',
            { ...process, outcomes: without(outcomes, 'cancelled') },
            error('permanent-compensation'),
          ),
        ]
      : []),
    ...(outcomes.partial && process.steps.some(({ onFailure, forEach }) => forEach && onFailure === 'continue')
      ? [
          mutant(
            'outcomes.partial',
            { ...process, outcomes: without(outcomes, 'partial') },
            error('permanent-compensation'),
          ),
        ]
      : []),
    ...Object.entries(resources).map(([name, resource]) =>
      mutant(
        `${name} lock`,
        { ...process, resources: { ...resources, [name]: without(resource, 'lock') } },
        boundary('local-scope'),
      ),
    ),
  ];
};
