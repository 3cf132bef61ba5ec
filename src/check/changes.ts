import type { NormalisedProcess, NormalisedService, NormalisedStep } from '../process/normalised.ts';
import type { Edit } from './result.ts';

/** One place where a guarantee can be added to a process, or taken from it. */
export type Change = Readonly<{
  kind: ChangeKind;
  /** Whom it is about, in the names of the document. */
  target: string;
  edit: Edit;
  apply: (process: NormalisedProcess) => NormalisedProcess;
}>;

/** Every kind of change that is tried as a fix, those that cost least first. */
export const changeKinds = [
  'outbox',
  'inbox',
  'idempotencyKey',
  'durableCoordinator',
  'version',
  'durableBroker',
  'tombstone',
  'timeoutUndo',
  'reverse',
  'compensation',
  'lock',
  'pivot',
  'retry',
  'ordering',
] as const;

export type ChangeKind = (typeof changeKinds)[number];

const fullInbox = { key: 'messageId', onDuplicate: 'replay_reply' } as const;

/** What could be added to a process: every guarantee that it does not have, place by place. */
export const improvements = (process: NormalisedProcess): readonly Change[] => [
  ...Object.values(process.services).flatMap(ofService),
  ...ofCoordinator(process),
  ...ofDelivery(process),
  ...process.steps.flatMap((step) => ofStep(step, process.coordinator !== null)),
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

/** What could be taken from a process: every guarantee of its infrastructure that it relies on, place by place. */
export const weakenings = (process: NormalisedProcess): readonly Change[] => [
  ...Object.values(process.services).flatMap(({ name, outbox, inbox, idempotencyKey }) => [
    ...(outbox ? [serviceChange('outbox', name, 'outbox', false, { outbox: false })] : []),
    ...(inbox ? [serviceChange('inbox', name, 'inbox', false, { inbox: null })] : []),
    ...(idempotencyKey
      ? [serviceChange('idempotencyKey', name, 'idempotencyKey', false, { idempotencyKey: false })]
      : []),
  ]),
  ...weakerCoordinator(process),
  ...(process.delivery.durable
    ? [deliveryChange('durableBroker', process.id, 'durable', false, { durable: false })]
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

/** A process with several changes made, one after the other. */
export const changed = (process: NormalisedProcess, changes: readonly Change[]): NormalisedProcess =>
  changes.reduce((whole, { apply }) => apply(whole), process);

const change = (
  kind: ChangeKind,
  target: string,
  path: string,
  value: Edit['value'],
  apply: Change['apply'],
): Change => ({ kind, target, edit: { path, value }, apply });

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
  ];
};

const serviceChange = (
  kind: ChangeKind,
  name: string,
  field: string,
  value: Edit['value'],
  patch: Partial<NormalisedService>,
): Change =>
  change(kind, name, `services.${name}.${field}`, value, (whole) => {
    const service = whole.services[name];
    return service ? { ...whole, services: { ...whole.services, [name]: { ...service, ...patch } } } : whole;
  });

type Coordinator = NonNullable<NormalisedProcess['coordinator']>;

const coordinatorChange = (
  kind: ChangeKind,
  { service }: Coordinator,
  field: string,
  value: Edit['value'],
  patch: Partial<Coordinator>,
): Change =>
  change(kind, service, `coordinator.${field}`, value, (whole) => ({
    ...whole,
    coordinator: whole.coordinator && { ...whole.coordinator, ...patch },
    // A change to the coordinator states the premise, whatever its pattern assumes.
    assumptions: whole.assumptions.map((each) =>
      each.path === `coordinator.${field}` ? { ...each, source: 'stated' } : each,
    ),
  }));

const ofCoordinator = ({ coordinator, rules }: NormalisedProcess): readonly Change[] => {
  if (coordinator === null) return [];
  const written = rules.some(({ actor }) => actor === 'coordinator');
  return [
    ...(coordinator.outbox ? [] : [coordinatorChange('outbox', coordinator, 'outbox', true, { outbox: true })]),
    ...(written && coordinator.inbox === null
      ? [coordinatorChange('inbox', coordinator, 'inbox', fullInbox, { inbox: fullInbox })]
      : []),
    ...(coordinator.durable
      ? []
      : [coordinatorChange('durableCoordinator', coordinator, 'durable', true, { durable: true })]),
    ...(coordinator.concurrency !== 'none'
      ? []
      : [coordinatorChange('version', coordinator, 'concurrency', 'version', { concurrency: 'version' })]),
  ];
};

const weakerCoordinator = ({ coordinator }: NormalisedProcess): readonly Change[] => {
  if (coordinator === null) return [];
  return [
    ...(coordinator.outbox ? [coordinatorChange('outbox', coordinator, 'outbox', false, { outbox: false })] : []),
    ...(coordinator.durable
      ? [coordinatorChange('durableCoordinator', coordinator, 'durable', false, { durable: false })]
      : []),
    ...(coordinator.concurrency === 'none'
      ? []
      : [coordinatorChange('version', coordinator, 'concurrency', 'none', { concurrency: 'none' })]),
  ];
};

type Delivery = NormalisedProcess['delivery'];

const deliveryChange = (
  kind: ChangeKind,
  target: string,
  field: string,
  value: Edit['value'],
  patch: Partial<Delivery>,
): Change =>
  change(kind, target, `delivery.${field}`, value, (whole) => ({
    ...whole,
    delivery: { ...whole.delivery, ...patch },
  }));

const ofDelivery = ({ delivery, id }: NormalisedProcess): readonly Change[] => [
  ...(delivery.durable ? [] : [deliveryChange('durableBroker', id, 'durable', true, { durable: true })]),
  ...(delivery.guarantee === 'at_least_once'
    ? []
    : [deliveryChange('durableBroker', id, 'guarantee', 'at_least_once', { guarantee: 'at_least_once' })]),
  ...(delivery.ordering !== 'none'
    ? []
    : [deliveryChange('ordering', id, 'ordering', 'per_key', { ordering: 'per_key' })]),
];

const stepChange = (
  step: NormalisedStep,
  kind: ChangeKind,
  field: string,
  value: Edit['value'],
  patch: (step: NormalisedStep) => Partial<NormalisedStep>,
): Change =>
  change(kind, step.id, `steps.${step.id}.${field}`, value, (whole) => ({
    ...whole,
    steps: whole.steps.map((each) => (each.id === step.id ? { ...each, ...patch(each) } : each)),
  }));

type Compensation = NonNullable<NormalisedStep['compensation']>;

const compensated = (
  step: NormalisedStep,
  kind: ChangeKind,
  field: string,
  value: Edit['value'],
  patch: Partial<Compensation>,
): Change =>
  stepChange(step, kind, field, value, ({ compensation }) => ({
    compensation: compensation && { ...compensation, ...patch },
  }));

const ofStep = (step: NormalisedStep, coordinated: boolean): readonly Change[] => {
  const { compensation, timeouts } = step;
  const givesUp = timeouts.some(({ then }) => then === 'fail');
  return [
    ...(compensation && compensation.ifNotApplied !== 'tombstone'
      ? [compensated(step, 'tombstone', 'compensation.ifNotApplied', 'tombstone', { ifNotApplied: 'tombstone' })]
      : []),
    ...(givesUp
      ? [
          stepChange(step, 'timeoutUndo', 'timeout.then', 'compensate', (each) => ({
            timeouts: each.timeouts.map((timeout) =>
              timeout.then === 'fail' ? { ...timeout, then: 'compensate' } : timeout,
            ),
          })),
        ]
      : []),
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
  ];
};

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
  const whole: Compensation = { ...stated, on: [], when: null, retry: null };
  return stepChange(step, 'compensation', 'compensation', stated, () => ({ compensation: whole }));
};
