import { describe, expect, test } from 'vitest';
import { parseProcess } from '../../src/process/parse.ts';

const saga = `process: order
pattern: process_manager
delivery: { guarantee: at_least_once, ordering: per_key, key: orderId }
services:
  orders: { outbox: true }
  payments: { outbox: true, inbox: { key: orderId } }
  shop: {}
coordinator: { service: orders, durable: true }
starts: OrderPlaced
steps:
  - id: payment
    service: payments
    command: TakePayment
    success: PaymentTaken
    failure: [PaymentDeclined]
    compensation: { command: RefundPayment, success: PaymentRefunded }
    retry: { attempts: 3 }
    timeout: { after: PT15M, then: compensate }
  - id: parcels
    service: shop
    command: SendParcel
    success: [ParcelSent, ParcelKept]
    forEach: parcel
    count: 2
  - id: letter
    service: shop
    command: SendLetter
    success: LetterSent
    after: [payment, parcels]
    when: ParcelSent
    resource: stamp
outcomes: { completed: OrderCompleted, cancelled: OrderCancelled }
events:
  OrderPlaced: { visibility: external, carries: [orderId] }
resources:
  stamp: { units: 2 }
reactions:
  - { on: PaymentTaken, service: shop, does: thanks the customer }
variables:
  shop:
    sent: { max: 3 }
    mood: { values: [good, bad] }
rules:
  - { actor: shop, on: SendParcel, when: { mood: good }, set: { sent: { add: 1 } }, send: ParcelSent, applies: parcels }
`;

const choreography = `process: order
pattern: choreography
services:
  payments: {}
  shop: {}
starts: OrderPlaced
steps:
  - id: payment
    service: payments
    on: OrderPlaced
    success: PaymentTaken
    compensation: { on: [ParcelLost], success: PaymentRefunded }
  - id: parcel
    service: shop
    on: PaymentTaken
    success: ParcelSent
    failure: ParcelLost
outcomes: { completed: ParcelSent, cancelled: PaymentRefunded }
`;

/** What is replaced, by what, the text of the line that is to blame, what the error says, what it advises. */
type Case = readonly [string, string, string, RegExp, RegExp];

const shape: readonly Case[] = [
  ['process: order\n', '', 'pattern: process_manager', /`process` is missing/, /add `process:`/],
  ['process: order', 'process: Order', 'process: Order', /"Order"/, /rewrite/],
  ['process: order', 'process:', 'process:', /`process` is empty/, /value/],
  ['process: order', 'process: [order]', 'process: [order]', /\["order"\]/, /write a text/],
  ['process_manager', 'process-manager', 'pattern: process-manager', /process-manager/, /"process_manager"/],
  ['pattern: process_manager\n', '', 'process: order', /`pattern` is missing/, /add `pattern:`/],
  ['at_least_once', 'exactly_once', 'delivery:', /exactly_once/, /one of them/],
  ['ordering: per_key', 'ordering: fifo', 'delivery:', /fifo/, /one of them/],
  ['key: orderId }', 'key: order id }', 'delivery:', /order id/, /rewrite/],
  ['delivery:', 'deliverly:', 'deliverly:', /unknown key "deliverly"/, /"delivery"/],
  ['outbox: true }', 'outbox: yes }', 'orders:', /"yes"/, /^write true$/],
  ['outbox: true }', 'outbx: true }', 'orders:', /unknown key "outbx"/, /"outbox"/],
  ['inbox: { key: orderId }', 'inbox: orderId', 'payments:', /orderId/, /^write `inbox: { key: orderId }`$/],
  ['inbox: { key: orderId }', 'inbox: { onDuplicate: ignore }', 'payments:', /key` is missing/, /add `key:`/],
  ['  shop: {}', '  shop', '  shop', /not valid YAML/, /indentation/],
  ['  shop: {}', '  shop:', '  shop:', /shop` is empty/, /value/],
  ['  shop: {}', '  the shop: {}', '  the shop: {}', /`services.the shop` is not a name/, /rename/],
  ['starts: OrderPlaced', 'starts: Order placed', 'starts: Order placed', /Order placed/, /rewrite/],
  ['starts: OrderPlaced', 'start: OrderPlaced', 'start: OrderPlaced', /unknown key "start"/, /"starts"/],
  ['  - id: payment', '  - id: Payment', 'id: Payment', /"Payment"/, /rewrite/],
  ['command: TakePayment', 'comand: TakePayment', 'comand:', /unknown key "comand"/, /"command"/],
  ['success: PaymentTaken', 'sucess: PaymentTaken', 'sucess:', /unknown key "sucess"/, /"success"/],
  ['failure: [PaymentDeclined]', 'failure: []', 'failure: []', /failure` is \[\]/, /add/],
  ['attempts: 3', 'attempts: 0', 'retry: {', /attempts` is 0/, /add/],
  ['attempts: 3', 'attempts: many', 'retry: {', /attempts` is "many"/, /number/],
  ['attempts: 3', 'attempts: 2.5', 'retry: {', /attempts` is 2.5/, /whole number/],
  ['retry: { attempts: 3 }', 'retry: 3', 'retry: 3', /retry` is 3/, /^write `retry: { attempts: 3 }`$/],
  ['after: PT15M', 'after: 15 minutes', 'timeout:', /15 minutes/, /rewrite/],
  ['then: compensate', 'then: compensat', 'timeout:', /compensat/, /"compensate"/],
  [', then: compensate', '', 'timeout:', /then` is missing/, /add `then:`/],
  ['count: 2', 'count: 65', 'count: 65', /count` is 65/, /smaller/],
  ['forEach: parcel', 'foreach: parcel', 'foreach: parcel', /unknown key "foreach"/, /"forEach"/],
  ['visibility: external', 'visibility: public', '  OrderPlaced:', /public/, /one of them/],
  ['outcomes: { completed: OrderCompleted, ', 'outcomes: { ', 'outcomes:', /completed` is missing/, /add/],
  ['stamp: { units: 2 }', 'stamp: { units: 9 }', 'stamp: {', /units` is 9/, /smaller/],
  [', does: thanks the customer', '', 'on: PaymentTaken', /does` is missing/, /add `does:`/],
  ['sent: { max: 3 }', 'sent: { min: 3 }', 'sent: {', /unknown key "min"/, /./],
  ['process: order', 'process: order\nprocess: order', 'process: order', /"process" is written twice/, /remove/],
  ['    service: payments', '    service: payments\n    service: shop', 'service: shop', /written twice/, /remove/],
  ['process: order', 'process: &name order\nsummary: *name', 'summary:', /alias \*name/, /write the value/],
  ['process: order', 'process: !!binary order', 'process:', /the tag/, /remove the tag/],
  ['outcomes: {', '---\noutcomes: {', '---', /not valid YAML/, /indentation/],
  ['starts: OrderPlaced', 'starts: "OrderPlaced', 'starts:', /not valid YAML/, /quotes/],
  ['starts: OrderPlaced', '\tstarts: OrderPlaced', 'starts: OrderPlaced', /not valid YAML/, /indentation/],
  ['process: order', '__proto__: { x: 1 }\nprocess: order', '__proto__', /not a word/, /key/],
];

const meaning: readonly Case[] = [
  ['service: orders', 'service: order', 'coordinator:', /no service "order"/, /"orders"/],
  ['    service: payments', '    service: payment', 'service: payment', /no service "payment"/, /"payments"/],
  ['service: shop, does', 'service: crm, does', 'service: crm', /no service "crm"/, /`services:`/],
  ['  shop: {}', '  shop: { calls: [crm] }', '  shop:', /no service "crm"/, /`services:`/],
  ['  - id: letter', '  - id: payment', '  - id: payment', /two steps have the id/, /rename/],
  ['after: [payment, parcels]', 'after: [payments, parcels]', 'after:', /no step "payments"/, /"payment"/],
  ['    command: TakePayment', '    command: TakePayment\n    after: [letter]', 'after:', /waits for itself/, /break/],
  ['    command: TakePayment\n', '', '  - id: payment', /does not say what starts it/, /`command:`/],
  [
    '    command: TakePayment',
    '    command: TakePayment\n    on: OrderPlaced',
    'on: Order',
    /both command and on/,
    /keep/,
  ],
  ['command: RefundPayment, ', '', 'compensation:', /compensation of "payment"/, /`command:`/],
  ['command: RefundPayment', 'on: LetterSent', 'compensation:', /started by on/, /`command:`/],
  ['    forEach: parcel\n', '', 'count: 2', /count without/, /forEach/],
  ['success: LetterSent', 'success: PaymentTaken', 'success: PaymentTaken', /both a success of "payment"/, /rename/],
  ['command: SendLetter', 'command: TakePayment', 'command: TakePayment', /both the command of/, /rename/],
  ['completed: OrderCompleted', 'completed: LetterSent', 'outcomes:', /the outcome completed/, /rename/],
  ['when: ParcelSent', 'when: ParcelSend', 'when:', /no event "ParcelSend"/, /"ParcelSent"/],
  ['[payment, parcels]\n', '[payment]\n', 'when: ParcelSent', /no step before it/, /"parcels"/],
  ['on: PaymentTaken', 'on: PaymentTake', 'on: PaymentTake', /no event "PaymentTake"/, /"PaymentTaken"/],
  ['resource: stamp', 'resource: stamps', 'resource: stamps', /no resource "stamps"/, /"stamp"/],
  [
    '    success: LetterSent',
    '    success: LetterSent\n    onFailure: fail',
    'onFailure',
    /onFailure without/,
    /failure/,
  ],
  ['actor: shop', 'actor: shops', 'actor: shops', /no actor "shops"/, /"shop"/],
  ['on: SendParcel', 'on: SendParcels', 'on: SendParcels', /no message "SendParcels"/, /"SendParcel"/],
  ['{ mood: good }', '{ mod: good }', 'actor: shop', /no variable "mod"/, /"mood"/],
  ['{ mood: good }', '{ mood: fine }', 'actor: shop', /"mood" can never be fine/, /change/],
  ['applies: parcels', 'applies: parcel', 'actor: shop', /no step "parcel"/, /"parcels"/],
  ['send: ParcelSent', 'send: ParcelSend', 'actor: shop', /no message "ParcelSend"/, /"ParcelSent"/],
];

const withoutCoordinator: readonly Case[] = [
  ['starts:', 'coordinator: { service: shop }\nstarts:', 'coordinator:', /has no coordinator/, /remove/],
  ['on: OrderPlaced', 'command: TakePayment', 'command: TakePayment', /nobody who sends commands/, /event/],
  ['on: PaymentTaken', 'on: PaymentTake', 'on: PaymentTake', /no event "PaymentTake"/, /"PaymentTaken"/],
  ['on: [ParcelLost]', 'on: [ParcelLoss]', 'compensation:', /no event "ParcelLoss"/, /"ParcelLost"/],
  ['on: OrderPlaced', 'on: ParcelSent', 'on: ParcelSent', /waits for itself/, /break/],
];

describe.each([
  ['shape', saga, shape],
  ['meaning', saga, meaning],
  ['choreography', choreography, withoutCoordinator],
])('%s', (_, good, cases) => {
  test('the document is good before it is broken', () => {
    expect(parseProcess(good)).toMatchObject({ ok: true });
  });

  test.each(cases)('%j → %j', (from, to, line, problem, next) => {
    expect(good).toContain(from);
    const text = good.replace(from, to);
    const result = parseProcess(text, 'order.process.yaml');
    if (result.ok) throw new Error('it was accepted');
    expect(result.errors).toHaveLength(1);
    const [error] = result.errors;
    expect(error?.problem).toMatch(problem);
    expect(error?.next).toMatch(next);
    expect(error?.allowed).not.toBe('');
    const [file, number, column] = error?.at?.split(':') ?? [];
    expect(file).toBe('order.process.yaml');
    const found = text.split('\n')[Number(number) - 1];
    expect(found).toContain(line);
    expect(found?.slice(Number(column) - 1)).toMatch(/^[\S\t]/);
  });
});

test.each([
  [
    'coordinator: { service: orders, durable: true }',
    'coordinator: orders',
    'write `coordinator: { service: orders }`',
  ],
  ['timeout: { after: PT15M, then: compensate }', 'timeout: 30s', 'write `timeout: { after: 30s, then: … }`'],
  [
    'compensation: { command: RefundPayment, success: PaymentRefunded }',
    'compensation: RefundPayment',
    'write `compensation: { command: RefundPayment }`',
  ],
  ['stamp: { units: 2 }', 'stamp: 2', 'write `stamp: { units: 2 }`'],
  ['outcomes: { completed: OrderCompleted, cancelled: OrderCancelled }', '', 'add `outcomes: { completed: … }`'],
  [/steps:\n( .*\n)+/, 'steps: [pay]\n', 'write `- { id: pay, service: …, success: … }`'],
  [/services:\n(.*\n){3}/, 'services: [orders, shop]\n', 'write `services: { orders: {}, shop: {} }`'],
])('the short way in which newcomers write %s is answered with the right one', (from, to, next) => {
  const text = saga.replace(from, to);
  expect(text).not.toBe(saga);
  const result = parseProcess(text);
  expect(result.ok ? [] : result.errors.map((error) => error.next)).toEqual([next]);
});

test('several mistakes are all reported, first line first', () => {
  const text = saga.replace('attempts: 3', 'attempts: 0').replace('ordering: per_key', 'ordering: fifo');
  const result = parseProcess(text);
  expect(result.ok ? [] : result.errors.map(({ at }) => at)).toEqual(['process.yaml:3:39', 'process.yaml:17:14']);
});

describe('what could exhaust time or stack is refused without delay', () => {
  const bomb = [
    'a: &a [x]',
    ...'bcdefghi'.split('').map((name, at) => `${name}: &${name} [${`*${'abcdefgh'[at]},`.repeat(9)}]`),
  ];
  test.each([
    ['5 MB of text', 'x'.repeat(5_000_000)],
    ['5 MB of document', saga.repeat(5_000)],
    ['a thousand brackets', `steps: ${'['.repeat(1_000)}`],
    ['ten thousand brackets over many lines', '[\n'.repeat(10_000)],
    ['a thousand dashes on a line', `steps: \n  ${'- '.repeat(1_000)}x`],
    ['a thousand question marks', '? '.repeat(1_000)],
    ['deep indentation', Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['deep objects in JSON', `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`],
    ['an alias bomb', bomb.join('\n')],
    ['50,000 keys', Array.from({ length: 50_000 }, (_, at) => `k${at}: 1`).join('\n')],
    ['100,000 pairs of brackets', `steps: ${'[]'.repeat(98_000)}`],
    ['100,000 closing braces', `steps: ${'}'.repeat(190_000)}`],
    ['20,000 steps', `steps:\n${'- id: a\n'.repeat(20_000)}`],
    ['a merge key', 'process: order\n<<: { a: 1 }'],
    ['nothing', ''],
    ['a list', '[]'],
    ['a word', 'order'],
    ['binary', '\u0000\u0001\uFFFF'],
  ])('%s', (_, text) => {
    parseProcess(saga); // the first call compiles
    const before = performance.now();
    const result = parseProcess(text);
    // Some milliseconds; the bound is loose because test machines are busy, and far below what a quadratic reader takes.
    expect(performance.now() - before).toBeLessThan(2000);
    expect(result.ok ? [] : result.errors.slice(0, 1).map(({ problem, at }) => [typeof problem, typeof at])).toEqual([
      ['string', 'string'],
    ]);
  });
});

test.each([
  ['brackets', `steps: ${'[]'.repeat(7_000)}`, '14000 brackets, anchors, aliases and tags'],
  ['anchors', `steps: ${'&a '.repeat(60_000)}`, '60000 brackets, anchors, aliases and tags'],
  ['tags', `steps: ${'!a '.repeat(60_000)}`, '60000 brackets, anchors, aliases and tags'],
  ['quotes', `steps: ${'"'.repeat(100_000)}`, '100000 quotes'],
])('so many %s are counted, not read', (_, text, problem) => {
  const result = parseProcess(text);
  expect(result.ok ? [] : result.errors.map((error) => error.problem)).toEqual([`the document has ${problem}`]);
});
