import { describe, expect, test } from 'vitest';
import { normalise } from '../../src/process/normalise.ts';
import { parseProcess } from '../../src/process/parse.ts';

const parsed = (text: string) => {
  const result = parseProcess(text);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.value;
};

const silent = `process: order
pattern: process_manager
services: { payments: {}, bank: { external: true } }
starts: OrderPlaced
steps:
  - { id: pay, service: payments, command: Pay, success: Paid, failure: Refused, compensation: { command: Refund } }
  - { id: book, service: bank, command: Book, success: Booked, forEach: line, resource: slot }
outcomes: { completed: Done }
resources: { slot: {} }
`;

test('what a document does not say takes the pessimistic default, but that it acknowledges after its work, and is called assumed', () => {
  const { assumptions } = normalise(parsed(silent).process);
  const assumed = assumptions.filter(({ source }) => source === 'assumed');
  expect(Object.fromEntries(assumed.map(({ path, value }) => [path, value]))).toMatchObject({
    'delivery.guarantee': 'at_least_once',
    'delivery.ordering': 'none',
    'delivery.durable': false,
    'delivery.deadLetters': false,
    'services.payments.outbox': false,
    'services.payments.inbox': false,
    'services.payments.acknowledges': 'after',
    'services.bank.idempotencyKey': false,
    'services.bank.lookup': false,
    'coordinator.durable': false,
    'coordinator.outbox': false,
    'coordinator.acknowledges': 'after',
    'coordinator.concurrency': 'none',
    'steps.pay.onFailure': 'compensate',
    'steps.pay.kind': 'compensatable',
    'steps.pay.retry': null,
    'steps.pay.timeout': null,
    'steps.pay.idempotent': false,
    'steps.pay.readOnly': false,
    'steps.pay.compensation.ifNotApplied': 'ignore',
    'steps.book.count': 3,
    'steps.book.join': 'all',
    'resources.slot.units': 1,
    'resources.slot.lock': 'none',
    'events.Paid.visibility': 'internal',
    'observability.correlationId': null,
    instances: 2,
    compensate: 'reverse',
  });
  expect(assumptions.filter(({ source }) => source === 'stated')).toEqual([
    { path: 'services.bank.external', value: true, source: 'stated' },
  ]);
});

describe('what it says is stated, also when it equals the default', () => {
  test.each([
    ['services.payments.outbox', silent.replace('payments: {}', 'payments: { outbox: false }'), false],
    ['services.payments.inbox.key', silent.replace('payments: {}', 'payments: { inbox: { key: orderId } }'), 'orderId'],
    ['delivery.ordering', silent.replace('starts:', 'delivery: { ordering: none }\nstarts:'), 'none'],
    ['steps.pay.kind', silent.replace('command: Pay,', 'command: Pay, kind: compensatable,'), 'compensatable'],
    ['compensate', silent.replace('outcomes:', 'compensate: reverse\noutcomes:'), 'reverse'],
  ])('%s', (path, text, value) => {
    expect(normalise(parsed(text).process).assumptions).toContainEqual({ path, value, source: 'stated' });
  });
});

test('the coordinator has outbox, inbox and acknowledgement of its host, unless it says otherwise', () => {
  const hosted = (coordinator: string) =>
    normalise(
      parsed(
        silent
          .replace('payments: {}', 'payments: { outbox: true, inbox: { key: orderId }, acknowledges: before }')
          .replace('starts:', `coordinator: ${coordinator}\nstarts:`),
      ).process,
    ).coordinator;
  expect(hosted('{ service: payments }')).toMatchObject({
    outbox: true,
    inbox: { key: 'orderId' },
    acknowledges: 'before',
  });
  expect(hosted('{ service: payments, outbox: false, inbox: false, acknowledges: after }')).toMatchObject({
    outbox: false,
    inbox: null,
    acknowledges: 'after',
  });
});

const reacting = `process: film
pattern: choreography
services: { a: {}, b: {}, c: {} }
starts: Begun
startedBy: a
steps:
  - { id: one, service: a, on: Begun, success: OneDone, failure: OneFailed }
  - { id: two, service: b, on: [OneDone, OneFailed], success: TwoDone, compensation: { on: ThreeFailed, success: TwoUndone } }
  - { id: three, service: c, on: TwoDone, success: ThreeDone, failure: ThreeFailed }
outcomes: { completed: ThreeDone }
events:
  ThreeDone: { consumers: [b] }
reactions:
  - { on: TwoUndone, service: a, does: takes note }
`;

test('in a choreography a step comes after those that publish what it reacts to, and nobody coordinates', () => {
  const { steps, coordinator } = normalise(parsed(reacting).process);
  expect(steps.map(({ after }) => after)).toEqual([[], ['one'], ['two']]);
  expect(coordinator).toBeNull();
});

test.each([
  ['Begun', ['a'], ['a']],
  ['OneDone', ['a'], ['b']],
  ['ThreeFailed', ['c'], ['b']],
  ['TwoUndone', ['b'], ['a']],
  ['ThreeDone', ['c'], ['b']],
])('%s is published by %j and used by %j', (name, producers, consumers) => {
  const { events } = normalise(parsed(reacting).process);
  expect(events[name]).toMatchObject({ producers, consumers });
});

describe('the line of a path', () => {
  const { lineOf } = parsed(silent);
  test.each([
    ['process', 1],
    ['services.payments.outbox', 3],
    ['services', 3],
    ['steps.pay', 6],
    ['steps.book.retry.attempts', 7],
    ['steps.1.forEach', 7],
    ['outcomes.cancelled', 8],
    ['resources.slot.lock', 9],
    ['nothing.of.this', 1],
    ['', 1],
  ])('%j is %i', (path, line) => {
    expect(lineOf(path)).toBe(line);
  });

  test('names with dots are found', () => {
    const dotted = parsed(silent.replace('outcomes:', 'events:\n  order.paid: { visibility: external }\noutcomes:'));
    expect(dotted.lineOf('events.order.paid.visibility')).toBe(9);
  });
});
