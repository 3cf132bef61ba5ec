import type { NormalisedProcess } from '../../process/normalised.ts';
import { observed } from '../observe.ts';
import type { Rule } from '../types.ts';

/** The broker keeps what it accepted. */
export const durableDelivery: Rule = ({ delivery }) => [
  observed('durable-delivery', delivery.durable, 'delivery.durable'),
];

/** Nothing the process depends on may be lost on the way. */
export const lossyDelivery: Rule = ({ delivery }) =>
  delivery.guarantee === 'at_most_once' ? [observed('lossy-delivery', false, 'delivery.guarantee')] : [];

/** Whoever takes part acknowledges what it got after its commit. */
export const earlyAcknowledgement: Rule = ({ services, coordinator, steps, rules }) => {
  const handlers = new Set([...steps.map(({ service }) => service), ...rules.map(({ actor }) => actor)]);
  return [
    ...Object.values(services)
      .filter(({ name, acknowledges }) => handlers.has(name) && acknowledges === 'before')
      .map(({ name }) => observed('early-acknowledgement', false, `services.${name}.acknowledges`, { service: name })),
    ...(coordinator?.acknowledges === 'before'
      ? [observed('early-acknowledgement', false, 'coordinator.acknowledges', { service: coordinator.service })]
      : []),
  ];
};

/** Order per key is order only if everybody knows the key. */
export const unkeyedOrder: Rule = ({ delivery }) =>
  delivery.ordering === 'per_key' ? [observed('unkeyed-order', delivery.key !== null, 'delivery.ordering')] : [];

/** What a process manager knows survives its restart. */
export const coordinatorMemory: Rule = ({ pattern, coordinator }) =>
  pattern === 'process_manager' && coordinator
    ? [observed('coordinator-memory', coordinator.durable, 'coordinator.durable')]
    : [];

/** Whoever changes something and tells others does both in one commit. */
export const serviceOutbox: Rule = (process) =>
  publishers(process).map((service) =>
    observed('service-outbox', process.services[service]?.outbox === true, `services.${service}.outbox`, { service }),
  );

/** So does the coordinator. */
export const coordinatorOutbox: Rule = ({ coordinator }) =>
  coordinator ? [observed('coordinator-outbox', coordinator.outbox, 'coordinator.outbox')] : [];

const publishers = ({ steps, services, startedBy }: NormalisedProcess): readonly string[] => {
  const publishing = new Set(steps.filter(({ readOnly }) => !readOnly).map(({ service }) => service));
  if (startedBy !== null) publishing.add(startedBy);
  return Object.values(services)
    .filter(({ name, external }) => publishing.has(name) && !external)
    .map(({ name }) => name);
};

/** A service records what it handled where the effect is, unless all its effects may happen twice. */
export const serviceInbox: Rule = ({ steps, services }) => {
  const once = steps.filter(
    ({ service, readOnly, idempotent }) => !readOnly && !idempotent && !services[service]?.external,
  );
  if (once.length === 0) return [observed('nothing-to-remember', true, 'steps')];
  return Object.values(services)
    .filter(({ name }) => once.some(({ service }) => service === name))
    .map(({ name, inbox }) => observed('service-inbox', inbox !== null, `services.${name}.inbox`, { service: name }));
};

/** One id leads through everything that belongs to an instance. */
export const correlation: Rule = ({ observability }) => [
  observed('correlation', observability.correlationId !== null, 'observability.correlationId'),
];

/** An instance without progress raises an alarm. */
export const stuckAlarm: Rule = ({ observability }) => [
  observed('stuck-alarm', observability.stuckAfter !== null, 'observability.stuckAfter'),
];

/** What is not measured is found by the customer. */
export const metrics: Rule = ({ observability }) => [
  observed('metrics', observability.metrics.length > 0, 'observability.metrics'),
];

/** A person can move a stuck instance. */
export const operatorPath: Rule = ({ observability }) => [
  observed('operator-path', observability.operator.length > 0, 'observability.operator'),
];
