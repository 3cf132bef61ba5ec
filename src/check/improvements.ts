import type { NormalisedProcess, NormalisedService, NormalisedStep, NormalisedTimeout } from '../process/normalised.ts';
import {
  type Change,
  type Compensation,
  change,
  compensated,
  coordinatorChange,
  deliveryChange,
  serviceChange,
  stepChange,
} from './changes.ts';
import { reordering } from './reordering.ts';

/** What could be added to a process: every guarantee that it does not have, place by place. */
export const improvements = (process: NormalisedProcess): readonly Change[] => [
  ...Object.values(process.services).flatMap(ofService),
  ...ofCoordinator(process),
  ...ofDelivery(process),
  ...process.steps.flatMap((step) => ofStep(step, process.coordinator !== null)),
  ...reordering(process),
  ...afterPivot(process),
  ...(process.compensate !== 'forward'
    ? []
    : [change('reverse', process.id, 'compensate', 'reverse', (whole) => ({ ...whole, compensate: 'reverse' }))]),
  ...Object.entries(process.resources)
    .filter(([, { lock }]) => lock === 'none')
    .map(([name, resource]) =>
      change('lock', name, `resources.${name}.lock`, 'semantic', (whole) => ({
        ...whole,
        resources: { ...whole.resources, [name]: { ...resource, lock: 'semantic' } },
      })),
    ),
];

const fullInbox = { key: 'messageId', onDuplicate: 'replay_reply' } as const;

const ofService = (service: NormalisedService): readonly Change[] => {
  const { name, external } = service;
  if (external)
    return service.idempotencyKey
      ? []
      : [serviceChange('idempotencyKey', name, 'idempotencyKey', true, { idempotencyKey: true })];
  return [
    ...(service.outbox ? [] : [serviceChange('outbox', name, 'outbox', true, { outbox: true })]),
    ...(service.inbox?.onDuplicate === 'replay_reply'
      ? []
      : [serviceChange('inbox', name, 'inbox', fullInbox, { inbox: fullInbox })]),
    ...(service.acknowledges === 'after'
      ? []
      : [serviceChange('acknowledge', name, 'acknowledges', 'after', { acknowledges: 'after' })]),
  ];
};

const ofCoordinator = ({ coordinator, rules }: NormalisedProcess): readonly Change[] => {
  if (coordinator === null) return [];
  const written = rules.some(({ actor }) => actor === 'coordinator');
  return [
    ...(coordinator.outbox ? [] : [coordinatorChange('outbox', coordinator, 'outbox', true, { outbox: true })]),
    ...(written && coordinator.inbox === null
      ? [coordinatorChange('inbox', coordinator, 'inbox', fullInbox, { inbox: fullInbox })]
      : []),
    ...(coordinator.acknowledges === 'after'
      ? []
      : [coordinatorChange('acknowledge', coordinator, 'acknowledges', 'after', { acknowledges: 'after' })]),
    ...(coordinator.durable
      ? []
      : [coordinatorChange('durableCoordinator', coordinator, 'durable', true, { durable: true })]),
    ...(coordinator.concurrency !== 'none'
      ? []
      : [coordinatorChange('version', coordinator, 'concurrency', 'version', { concurrency: 'version' })]),
  ];
};

const ofDelivery = ({ delivery, id }: NormalisedProcess): readonly Change[] => [
  ...(delivery.durable ? [] : [deliveryChange('durableBroker', id, 'durable', true, { durable: true })]),
  ...(delivery.guarantee === 'at_least_once'
    ? []
    : [deliveryChange('durableBroker', id, 'guarantee', 'at_least_once', { guarantee: 'at_least_once' })]),
  ...(delivery.ordering !== 'none'
    ? []
    : [deliveryChange('ordering', id, 'ordering', 'per_key', { ordering: 'per_key' })]),
];

const ofStep = (step: NormalisedStep, coordinated: boolean): readonly Change[] => {
  const { compensation } = step;
  return [
    ...(compensation && compensation.ifNotApplied !== 'tombstone'
      ? [compensated(step, 'tombstone', 'compensation.ifNotApplied', 'tombstone', { ifNotApplied: 'tombstone' })]
      : []),
    ...(compensation && coordinated && compensation.failure.length > 0 && leavesRefused(compensation.onFailure)
      ? [compensated(step, 'undoInTheEnd', 'compensation.onFailure', 'escalate', { onFailure: 'escalate' })]
      : []),
    ...(step.kind === 'pivot'
      ? atDeadlines(step, 'escalate', 'escalate', (then) => then === 'compensate' || forgetsStep(then))
      : atDeadlines(step, 'timeoutUndo', 'compensate', forgetsStep)),
    ...(coordinated && compensation === null && !step.readOnly && step.kind === 'compensatable' && step.command !== null
      ? [newCompensation(step, step.command)]
      : []),
    ...(coordinated && step.retry === null
      ? [
          stepChange(step, 'retry', 'retry.attempts', 3, () => ({
            retry: { attempts: 3, backoff: 'none', delay: null },
          })),
        ]
      : []),
    ...(coordinated && compensation !== null && compensation.retry === null
      ? [
          compensated(step, 'retryUndo', 'compensation.retry.attempts', 3, {
            retry: { attempts: 3, backoff: 'none', delay: null },
          }),
        ]
      : []),
  ];
};

type Reaction = NormalisedTimeout['then'];

/** Another reaction to silence, at every deadline whose own is meant; of several deadlines each is named by its index. */
const atDeadlines = (
  step: NormalisedStep,
  kind: 'escalate' | 'timeoutUndo',
  then: Reaction,
  isMeant: (was: Reaction) => boolean,
): readonly Change[] => {
  const field = (index: number) => (step.timeouts.length === 1 ? 'timeout.then' : `timeout.${index}.then`);
  const [first, ...rest] = step.timeouts.flatMap((timeout, index) => (isMeant(timeout.then) ? [field(index)] : []));
  if (first === undefined) return [];
  const all = stepChange(step, kind, first, then, ({ timeouts }) => ({
    timeouts: timeouts.map((timeout) => (isMeant(timeout.then) ? { ...timeout, then } : timeout)),
  }));
  return [{ ...all, also: rest.map((each) => ({ path: `steps.${step.id}.${each}`, value: then })) }];
};

const leavesRefused = (onFailure: Compensation['onFailure']): boolean =>
  onFailure === 'fail' || onFailure === 'continue';

/** The process goes on as if the step had not happened. */
const forgetsStep = (then: Reaction): boolean => then === 'fail' || then === 'assume_refused';

/** Steps after a pivot that can still be refused. */
const afterPivot = ({ steps }: NormalisedProcess): readonly Change[] => {
  const pivot = steps.findIndex(({ kind }) => kind === 'pivot');
  return steps
    .filter(
      ({ index, failure, onFailure }) => pivot >= 0 && index > pivot && failure.length > 0 && onFailure !== 'retry',
    )
    .map((step) => stepChange(step, 'pivot', 'onFailure', 'retry', () => ({ onFailure: 'retry' })));
};

const newCompensation = (step: NormalisedStep, command: string): Change => {
  const stated = { command: `Undo${command}`, success: `${command}Undone`, ifNotApplied: 'tombstone' } as const;
  const whole: Compensation = { ...stated, on: [], failure: [], onFailure: 'fail', when: null, retry: null };
  return stepChange(step, 'compensation', 'compensation', stated, () => ({ compensation: whole }));
};
