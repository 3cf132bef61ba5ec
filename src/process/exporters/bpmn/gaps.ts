import { type Gap, gapsAt } from '../exported.ts';

const HANDLING = 'BPMN draws the flow, not how a participant handles a message';

/** What BPMN cannot say of a process document. */
export const BPMN_GAPS: readonly Gap[] = [
  { path: 'version', why: 'BPMN has no version of a process; engines add their own' },
  { path: 'pattern', why: 'BPMN draws any flow, whoever decides' },
  { path: 'delivery', why: 'BPMN knows no broker' },
  {
    path: 'services.*',
    why: 'a BPMN interface needs an operation; this service has no step',
    when: ({ path }, { steps, coordinator }) =>
      coordinator?.service !== path[1] && !steps.some(({ service }) => service === path[1]),
  },
  {
    path: 'services.*.summary',
    why: 'a BPMN interface needs an operation; this service has no step',
    when: ({ path }, { steps }) => !steps.some(({ service }) => service === path[1]),
  },
  ...gapsAt(
    'services.*',
    ['owner', 'database', 'outbox', 'inbox', 'acknowledges', 'external', 'idempotencyKey', 'lookup', 'calls'],
    HANDLING,
  ),
  ...gapsAt(
    'coordinator',
    ['durable', 'outbox', 'inbox', 'acknowledges', 'concurrency', 'state', 'decisions'],
    HANDLING,
  ),
  { path: 'steps.*.on', why: 'a receive task waits for one message', when: ({ value }) => isLong(value) },
  { path: 'steps.*.match', why: 'a receive task waits for one message' },
  {
    path: 'steps.*.when',
    why: 'it branches on an answer that an operation has no room for',
    when: ({ value }, { steps }) =>
      Array.isArray(value) &&
      !value.every((event) => steps.some(({ success, failure }) => success[0] === event || failure.includes(event))),
  },
  { path: 'steps.*.success', why: 'an operation has one answer', when: ({ value }) => isLong(value) },
  { path: 'steps.*.compensation.on', why: 'a receive task waits for one message', when: ({ value }) => isLong(value) },
  ...gapsAt(
    'steps.*.compensation',
    ['failure', 'onFailure', 'ifNotApplied', 'when', 'retry'],
    'BPMN compensation has neither conditions nor retries',
  ),
  { path: 'steps.*.retry', why: 'retries are left to the engines' },
  {
    path: 'steps.*.timeouts',
    why: 'BPMN undoes only what was completed, not the task that its deadline interrupts',
    when: ({ value }) => Array.isArray(value) && value.some((one) => one.then === 'compensate'),
  },
  {
    path: 'steps.*.timeouts',
    why: 'a timer leads to one thing, here to what a refusal leads to',
    when: ({ path, value }, { steps }) =>
      Array.isArray(value) &&
      value.some((one) => one.then === 'assume_refused') &&
      steps.some(({ id, onFailure }) => id === path[1] && onFailure !== 'compensate'),
  },
  {
    path: 'steps.*.timeouts',
    why: 'a timer event sends nothing by itself',
    when: ({ value }) => Array.isArray(value) && value.some((one) => one.send !== null),
  },
  {
    path: 'steps.*.onFailure',
    why: 'a flow says what follows a refusal; without one there is none',
    when: ({ path }, { steps }) => steps.some(({ id, failure }) => id === path[1] && failure.length === 0),
  },
  ...gapsAt(
    'steps.*',
    ['kind', 'count', 'join', 'sync', 'readOnly', 'idempotent', 'resource', 'transaction', 'needs'],
    HANDLING,
  ),
  { path: 'compensate', why: 'BPMN always undoes in reverse order' },
  { path: 'outcomes.partial', why: 'a fan-out in BPMN has one way out' },
  ...gapsAt(
    'events.*',
    ['visibility', 'carries', 'consumers'],
    'a BPMN message is a name and a reference to a structure',
  ),
  { path: 'resources', why: 'BPMN resources are people' },
  { path: 'reactions', why: 'BPMN draws nobody that the flow does not reach' },
  { path: 'observability', why: 'BPMN has no word for running a process' },
  { path: 'instances', why: 'only the fault check uses it' },
  { path: 'variables', why: 'rules have no place in a flow' },
  { path: 'rules', why: 'rules have no place in a flow' },
];

const isLong = (value: unknown): boolean => Array.isArray(value) && value.length > 1;
