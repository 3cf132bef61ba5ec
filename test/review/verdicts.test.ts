import { describe, expect, test } from 'vitest';
import { example, exampleIds, failing, parsed, reviewOf, textOf } from './examples.ts';

/** Every example that is approved, and the reason why each of its delicate places is right. */
const approved: Readonly<Record<string, string>> = {
  'account-closure': 'freeze and block are undone under a deadline with tombstones; the payout is the pivot',
  'bank-transfer': 'a saga whose events carry all the next command needs; redelivery and an alarm instead of timers',
  'claims-handling': 'ordered per claim, so that undoing cannot overtake and no tombstone is needed',
  'event-sourced-command-bus': 'one step that cannot be refused; the order of a stream is named by its key',
  'employee-onboarding': 'parallel steps joined; people have reminders and escalations instead of retries',
  'food-delivery': 'parallel requests may be overtaken by their undo, so each has a tombstone; cooking is the pivot',
  'gdpr-erasure': 'the fan-out waits for all and names the partial outcome; nothing is undone after it',
  'group-checkout': 'every answer counts; who cannot leave makes the outcome partial and is asked again',
  'iot-rollout': 'canaries are undone one by one; the fleet goes on without the unreachable',
  'loan-approval': 'the human branch has three deadlines; the score only reads; payout is the pivot',
  'order-fulfilment': 'the deadline is an event that a service publishes, so the saga itself waits for nothing',
  'media-publishing': 'a choreography of three whose encodings are removed on the one refusal that follows them',
  'patient-referral': 'a choreography whose events carry what the next service needs',
  'peer-review': 'votes continue the process either way; the coordinator is durable, versioned and ignores late votes',
  'purchase-approval': 'decisions change nothing, the budget that waits for them is given back',
  'returned-goods': 'nothing can be refused after something was changed, so there is nothing to undo',
  'seat-reservation': 'the seat is reserved in the commit that checks it; two instances cannot both take it',
  'shelf-replenishment': 'a choreography of two steps, one of which undoes itself when no truck is free',
  'sql-outbox': 'one reaction that cannot be refused; outbox on one side, inbox on the other',
  'subscription-renewal': 'a key per period makes repeated charges one; blocking is a reaction',
  'supplier-switch': 'the meter reading continues without an answer; the registration is the pivot',
  'telecom-port-in': 'outside party with key and look-up; withdrawal leaves a tombstone',
  'tenant-provisioning': 'parallel resources are undone in parallel; the invitation waits for both',
  'travel-booking': 'three holds at outside parties, each released when another is refused',
};

describe('correct documents are approved', () => {
  test.each(Object.entries(approved))('%s: %s', (id) => {
    const { verdict, findings, items } = reviewOf(example(id));
    expect(findings.map(({ text }) => text)).toEqual([]);
    expect(items.filter((item) => item.verdict !== 'pass')).toEqual([]);
    expect(verdict).toBe('approve');
  });
});

type Flaw = Readonly<{
  why: string;
  of: string;
  from: string;
  to: string;
  rule: string;
  fails: readonly string[];
  antiPattern: string | null;
  line: string;
}>;

const flaw = (
  of: string,
  [from, to]: readonly [string, string],
  rule: string,
  fails: readonly string[],
  antiPattern: string | null,
  line: string,
  why: string,
): Flaw => ({ why, of, from, to, rule, fails, antiPattern, line });

const flawed: readonly Flaw[] = [
  flaw(
    'bank-transfer',
    ['    command: CreditAccount', '    transaction: both\n    command: CreditAccount'],
    'none',
    [],
    null,
    '',
    'one step alone in a transaction is no distributed transaction',
  ),
  flaw(
    'travel-booking',
    ['    command: HoldSeats', '    sync: true\n    command: HoldSeats'],
    'none',
    [],
    null,
    '',
    'a party outside offers nothing but a call',
  ),
  flaw(
    'loan-approval',
    ['    command: PayOutLoan', '    sync: true\n    command: PayOutLoan'],
    'synchronous-step',
    ['transaction-boundaries.no-cross-service-acid'],
    'synchronous-dependencies',
    'sync: true',
    'treasury is ours and must not be called and waited for',
  ),
  flaw(
    'loan-approval',
    ['treasury: { owner: finance, database: treasury', 'treasury: { owner: finance, database: lending'],
    'shared-database',
    ['transaction-boundaries.local-scope'],
    null,
    'lending:',
    'two services write one database',
  ),
  flaw(
    'loan-approval',
    [
      'state: [applicantId, amount, score]',
      'state: [applicantId, amount, score], decisions: [rate by score, limit by income, discount for staff]',
    ],
    'god-process-manager',
    ['transaction-boundaries.local-scope'],
    'god-process-manager',
    'coordinator:',
    'the rate is the business of lending, not of the coordinator',
  ),
  flaw(
    'loan-approval',
    ['compensate: reverse', 'compensate: forward'],
    'none',
    [],
    null,
    '',
    'with one compensation there is no order to get wrong',
  ),
  flaw(
    'telecom-port-in',
    ['compensate: reverse', 'compensate: forward'],
    'compensation-order',
    ['transaction-boundaries.compensation'],
    null,
    'compensate: forward',
    'the order is withdrawn while the profile still exists',
  ),
  flaw(
    'telecom-port-in',
    [
      '    kind: retriable\n    retry: { attempts: 100, backoff: exponential }\n    timeout: { after: P1D, then: retry }',
      '    kind: retriable\n    failure: CustomerUnknown\n    retry: { attempts: 100 }\n    timeout: { after: P1D, then: retry }',
    ],
    'after-pivot',
    ['transaction-boundaries.pivot', 'event-design.internal-external'],
    'missing-compensation',
    '    kind: retriable',
    'billing may be refused after the number has moved, by an event that is no contract',
  ),
  flaw(
    'supplier-switch',
    ['    command: StartContract', '    command: StartContract\n    failure: ContractUnknown\n    onFailure: retry'],
    'none',
    [],
    null,
    '',
    'a refusal that is only retried ends nothing',
  ),
  flaw(
    'telecom-port-in',
    [
      '      - { after: P1D, then: escalate, send: DonorOverdue }\n      - { after: P3D, then: compensate }',
      '      - { after: P1D, then: remind, send: DonorOverdue }',
    ],
    'only-reminders',
    ['error-handling.deadlines'],
    'missing-timeout',
    '    timeout:',
    'the donor is reminded for ever',
  ),
  flaw(
    'account-closure',
    ['    failure: CardInDispute', '    failure: CardInDispute\n    onFailure: fail'],
    'abandoned',
    ['error-handling.permanent-compensation'],
    'missing-compensation',
    'onFailure: fail',
    'the account stays frozen for ever',
  ),
  flaw(
    'bank-transfer',
    ['guarantee: at_least_once', 'guarantee: at_most_once'],
    'lossy-delivery',
    ['infrastructure.durable-bus'],
    'unreliable-messaging',
    'delivery:',
    'money in flight is lost with a message',
  ),
  flaw(
    'bank-transfer',
    [
      'coordinator: { service: transfers, outbox: true }',
      'coordinator: { service: transfers, outbox: true, state: [to] }',
    ],
    'saga-that-remembers',
    [],
    null,
    'coordinator:',
    'a saga with memory is a process manager',
  ),
  flaw(
    'bank-transfer',
    [
      '  transfers: { owner: payments, database: transfers, ',
      '  transfers: { calls: [savings], owner: payments, database: transfers, ',
    ],
    'calls-for-data',
    ['event-design.enough-context'],
    'synchronous-dependencies',
    '  transfers:',
    'transfers has to ask savings before it can act',
  ),
  flaw(
    'bank-transfer',
    ['carries: [transferId, to, amount]', 'carries: [transferId, amount]'],
    'missing-context',
    ['event-design.enough-context'],
    'synchronous-dependencies',
    'needs: [to, amount]',
    'the saga does not remember whom to credit',
  ),
  flaw(
    'shelf-replenishment',
    ['    compensation: { on: [NoTruckFree]', '    compensation: { on: [DepotEmpty]'],
    'compensation-deaf',
    ['transaction-boundaries.compensation'],
    'missing-compensation',
    'compensation:',
    'picked goods stay picked when no truck is free',
  ),
  flaw(
    'shelf-replenishment',
    ['    failure: DepotEmpty', '    failure: DepotEmpty\n    timeout: { after: P1D, then: compensate }'],
    'silent-deadline',
    ['error-handling.deadlines', 'transaction-boundaries.compensation'],
    'missing-timeout',
    'timeout:',
    'the depot gives up and tells nobody; late picking is not undone either',
  ),
  flaw(
    'shelf-replenishment',
    [
      '  - { on: DepotEmpty, service: store, does: orders from the wholesaler instead }',
      '  - { on: TourPlanned, service: store, does: makes room }',
    ],
    'unheard-failure',
    ['error-handling.permanent-compensation'],
    'swallowed-failure',
    'failure: DepotEmpty',
    'nobody listens to an empty depot',
  ),
  flaw(
    'patient-referral',
    [
      '    on: AppointmentMade',
      '    on: [AppointmentMade, PatientReferred]\n    match: all\n    timeout: { after: P2D, then: continue }',
    ],
    'choreography-that-decides',
    [],
    null,
    'on: [AppointmentMade',
    'a join needs somebody who looks at the whole',
  ),
  flaw(
    'gdpr-erasure',
    [
      '    timeout:\n      - { after: P14D, then: retry }\n      - { after: P25D, then: escalate, send: ErasureOverdue }\n',
      '',
    ],
    'deadline',
    ['error-handling.deadlines'],
    'missing-timeout',
    '  - id: erase',
    'the legal month passes unnoticed',
  ),
];

const named: readonly (readonly [string, string, string, string, string])[] = [
  ['claims-handling', 'AmountReserved', 'AmountReservedEvent', 'technical-name', 'the envelope is not the business'],
  ['claims-handling', 'ReserveAmount', 'ReserveAmountCommand', 'technical-name', 'nor is it for commands'],
  ['claims-handling', 'AmountReserved', 'ReserveMoney', 'event-like-command', 'an event reads like an order'],
  ['claims-handling', 'SettleClaim', 'ClaimApproved', 'command-like-event', 'a command reads like a fact'],
  ['media-publishing', 'FilmEncoded', 'RightsCheckRequested', 'passive-aggressive-event', 'an order dressed as a fact'],
];

describe('flawed variants fail for the right reason, at the right line', () => {
  test.each(flawed)('$of: $why', ({ of, from, to, rule, fails, antiPattern, line }) => {
    expect(textOf(of)).toContain(from);
    const text = textOf(of).replace(from, to);
    const result = reviewOf(parsed(text));
    expect(failing(result)).toEqual([...fails].sort(byChecklist(result.items.map(({ id }) => id))));
    if (rule === 'none') {
      expect(result.findings.map((finding) => finding.rule)).toEqual([]);
      return;
    }
    const found = result.findings.find((finding) => finding.rule === rule);
    expect(found?.antiPattern).toBe(antiPattern);
    expect(result.verdict).toBe('revise');
    const places = (found?.evidence ?? []).flatMap((evidence) => ('line' in evidence ? [evidence.line] : []));
    expect(places.map((place) => text.split('\n')[place - 1]).join('\n')).toContain(line);
  });

  test.each(named)('%s: %s → %s', (of, from, to, rule) => {
    const result = reviewOf(parsed(textOf(of).replaceAll(new RegExp(`\\b${from}\\b`, 'g'), to)));
    expect(failing(result)).toEqual(['event-design.ubiquitous-language']);
    expect(result.findings.map((finding) => finding.rule)).toEqual([rule]);
  });
});

const byChecklist = (order: readonly string[]) => (a: string, b: string) => order.indexOf(a) - order.indexOf(b);

test('two steps in one transaction over two services', () => {
  const text = textOf('bank-transfer')
    .replace('    command: DebitAccount', '    transaction: both\n    command: DebitAccount')
    .replace('    command: CreditAccount', '    transaction: both\n    command: CreditAccount');
  const result = reviewOf(parsed(text));
  expect(failing(result)).toEqual(['transaction-boundaries.no-cross-service-acid']);
  expect(result.findings.map(({ antiPattern }) => antiPattern)).toEqual(['distributed-transaction']);
});

test('steps of one service without anybody else are one local transaction', () => {
  const text = textOf('bank-transfer').replaceAll('service: savings', 'service: giro');
  const result = reviewOf(parsed(text));
  expect(result.findings.map(({ rule }) => rule)).toContain('one-transaction-would-do');
});

test.each([
  ['services: { a: { acknowledges: before }, b: {} }\n', 'services.a.acknowledges', 'a acknowledges a message before'],
  [
    'services: { a: {}, b: {}, desk: {} }\ncoordinator: { service: desk, acknowledges: before }\n',
    'coordinator.acknowledges',
    'desk acknowledges a message before',
  ],
  ['services: { a: {}, b: {} }\ncoordinator: { service: a }\n', null, null],
])('who acknowledges before the commit loses messages: %j', (parties, path, text) => {
  const result = reviewOf(
    parsed(
      `process: order\npattern: saga\ndelivery: { durable: true }\n${parties}starts: Begun\nsteps:\n` +
        '  - { id: one, service: a, command: DoOne, success: OneDone, kind: retriable, retry: { attempts: 3 } }\n' +
        '  - { id: two, service: b, command: DoTwo, success: TwoDone, kind: retriable, retry: { attempts: 3 } }\n' +
        'outcomes: { completed: Ended }\n',
    ),
  );
  const found = result.findings.find(({ rule }) => rule === 'early-acknowledgement');
  expect(found?.antiPattern ?? null).toBe(path && 'acknowledge-before-processing');
  expect(found?.evidence[0] ?? null).toEqual(path && expect.objectContaining({ path, stated: true }));
  expect(found?.text ?? '').toContain(text ?? '');
  for (const item of ['error-handling.transient-retry', 'infrastructure.durable-bus'])
    expect(result.items.find(({ id }) => id === item)?.verdict).toBe(path ? 'fail' : 'pass');
});

test('a host that does steps as well is named once', () => {
  const result = reviewOf(
    parsed(
      'process: order\npattern: saga\nservices: { a: { acknowledges: before } }\ncoordinator: { service: a }\n' +
        'starts: Begun\nsteps:\n  - { id: one, service: a, command: DoOne, success: OneDone }\n' +
        'outcomes: { completed: Ended }\n',
    ),
  );
  const found = result.findings.find(({ rule }) => rule === 'early-acknowledgement');
  expect(found?.text).toMatch(/^a acknowledges/);
  expect(found?.evidence).toHaveLength(2);
});

test('a document that says nothing fails on its assumptions, names them, and asks what it cannot know', () => {
  const result = reviewOf(
    parsed(
      'process: order\npattern: saga\nservices: { a: {}, b: {} }\nstarts: Begun\nsteps:\n' +
        '  - { id: one, service: a, command: DoOne, success: OneDone }\n' +
        '  - { id: two, service: b, command: DoTwo, success: TwoDone }\noutcomes: { completed: Ended }\n',
    ),
  );
  expect(result.verdict).toBe('revise');
  expect(result.assumed).toContain('services.a.outbox');
  const outbox = result.items.find(({ id }) => id === 'infrastructure.outbox');
  expect(outbox?.verdict).toBe('fail');
  expect(outbox?.reasons[0]?.evidence[0]).toEqual({
    source: 'document',
    path: 'services.a.outbox',
    line: 3,
    stated: false,
  });
  const unknown = result.items.filter(({ verdict }) => verdict === 'unknown').map(({ id }) => id);
  expect(unknown).toEqual(['event-design.internal-external', 'event-design.enough-context']);
  expect(result.questions.map(({ item }) => item)).toEqual(unknown);
  expect(result.changes).toHaveLength(2);
});

/** Examples that are sent back, and why that is right although the fault checker finds nothing wrong with them. */
const sentBack: readonly (readonly [string, readonly string[], readonly string[], string])[] = [
  [
    'batch-payout',
    [],
    ['saga-that-remembers'],
    'it counts answers, and only its code shows that the batch itself keeps the count',
  ],
  [
    'shipment-choreography',
    ['error-handling.deadlines'],
    ['deadline', 'choreography-that-decides'],
    'a join without a coordinator: nobody looks at the whole, and nobody waits until a given time',
  ],
  [
    'two-holds-two-commits',
    ['error-handling.transient-retry'],
    ['retry-policy'],
    'it leaves trying again to the broker and to its deadlines and names no policy',
  ],
];

test.each(sentBack)('%s is sent back', (id, fails, rules) => {
  const result = reviewOf(example(id));
  expect(result.verdict).toBe('revise');
  expect(failing(result)).toEqual(fails);
  expect(result.findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining([...rules]));
  expect(new Set(result.findings.map(({ rule }) => rule)).size).toBe(rules.length);
});

test('every example is in the table', () => {
  expect(exampleIds.length).toBeGreaterThanOrEqual(25);
  expect(exampleIds).toEqual([...Object.keys(approved), ...sentBack.map(([id]) => id)].sort());
});
