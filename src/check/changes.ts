import type { NormalisedProcess, NormalisedService, NormalisedStep } from '../process/normalised.ts';
import type { Edit } from './result.ts';

/** One place where a guarantee can be added to a process, or taken from it. */
export type Change = Readonly<{
  kind: ChangeKind;
  /** Whom it is about, in the names of the document. */
  target: string;
  edit: Edit;
  /** What has to be written beside it. */
  also?: readonly Edit[];
  apply: (process: NormalisedProcess) => NormalisedProcess;
}>;

/** Every kind of change that is tried as a fix, those that cost least first. */
export const changeKinds = [
  'outbox',
  'inbox',
  'idempotencyKey',
  'acknowledge',
  'durableCoordinator',
  'version',
  'durableBroker',
  'tombstone',
  'timeoutUndo',
  'undoInTheEnd',
  'reverse',
  'compensation',
  'lock',
  'escalate',
  'order',
  'pivot',
  'retry',
  'retryUndo',
  'ordering',
] as const;

export type ChangeKind = (typeof changeKinds)[number];

/** A process with several changes made, one after the other. */
export const changed = (process: NormalisedProcess, changes: readonly Change[]): NormalisedProcess =>
  changes.reduce((whole, { apply }) => apply(whole), process);

export const change = (
  kind: ChangeKind,
  target: string,
  path: string,
  value: Edit['value'],
  apply: Change['apply'],
): Change => ({ kind, target, edit: { path, value }, apply });

export const serviceChange = (
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

export const coordinatorChange = (
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

type Delivery = NormalisedProcess['delivery'];

export const deliveryChange = (
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

export const stepChange = (
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

export type Compensation = NonNullable<NormalisedStep['compensation']>;

export const compensated = (
  step: NormalisedStep,
  kind: ChangeKind,
  field: string,
  value: Edit['value'],
  patch: Partial<Compensation>,
): Change =>
  stepChange(step, kind, field, value, ({ compensation }) => ({
    compensation: compensation && { ...compensation, ...patch },
  }));
