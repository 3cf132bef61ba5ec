import type { NormalisedProcess } from '../process/normalised.ts';
import { type Change, change, compensated, coordinatorChange, deliveryChange, serviceChange } from './changes.ts';

/** What could be taken from a process: every guarantee of its infrastructure that it relies on, place by place. */
export const weakenings = (process: NormalisedProcess): readonly Change[] => [
  ...Object.values(process.services).flatMap(({ name, outbox, inbox, acknowledges, idempotencyKey }) => [
    ...(outbox ? [serviceChange('outbox', name, 'outbox', false, { outbox: false })] : []),
    ...(inbox ? [serviceChange('inbox', name, 'inbox', false, { inbox: null })] : []),
    ...(acknowledges === 'after'
      ? [serviceChange('acknowledge', name, 'acknowledges', 'before', { acknowledges: 'before' })]
      : []),
    ...(idempotencyKey
      ? [serviceChange('idempotencyKey', name, 'idempotencyKey', false, { idempotencyKey: false })]
      : []),
  ]),
  ...weakerCoordinator(process),
  ...(process.delivery.durable
    ? [deliveryChange('durableBroker', process.id, 'durable', false, { durable: false })]
    : []),
  ...(process.delivery.guarantee === 'at_least_once'
    ? [deliveryChange('durableBroker', process.id, 'guarantee', 'at_most_once', { guarantee: 'at_most_once' })]
    : []),
  ...(process.delivery.ordering !== 'none'
    ? [deliveryChange('ordering', process.id, 'ordering', 'none', { ordering: 'none' })]
    : []),
  ...process.steps.flatMap((step) =>
    step.compensation?.ifNotApplied === 'tombstone'
      ? [compensated(step, 'tombstone', 'compensation.ifNotApplied', 'ignore', { ifNotApplied: 'ignore' })]
      : [],
  ),
  ...Object.entries(process.resources)
    .filter(([, { lock }]) => lock === 'semantic')
    .map(([name, resource]) =>
      change('lock', name, `resources.${name}.lock`, 'none', (whole) => ({
        ...whole,
        resources: { ...whole.resources, [name]: { ...resource, lock: 'none' } },
      })),
    ),
];

const weakerCoordinator = ({ coordinator }: NormalisedProcess): readonly Change[] => {
  if (coordinator === null) return [];
  return [
    ...(coordinator.outbox ? [coordinatorChange('outbox', coordinator, 'outbox', false, { outbox: false })] : []),
    ...(coordinator.acknowledges === 'after'
      ? [coordinatorChange('acknowledge', coordinator, 'acknowledges', 'before', { acknowledges: 'before' })]
      : []),
    ...(coordinator.durable
      ? [coordinatorChange('durableCoordinator', coordinator, 'durable', false, { durable: false })]
      : []),
    ...(coordinator.concurrency === 'none'
      ? []
      : [coordinatorChange('version', coordinator, 'concurrency', 'none', { concurrency: 'none' })]),
  ];
};
