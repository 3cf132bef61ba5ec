import { describe, expect, it } from 'vitest';
import { changed } from '../../src/check/changes.ts';
import { improvements } from '../../src/check/improvements.ts';
import { type CheckResult, check } from '../../src/check/index.ts';
import { catalogueText, processFrom, words } from './documents.ts';

const explained = (id: string): CheckResult => check(processFrom(catalogueText(id)), { words });

describe('a repair', () => {
  it.each([
    ['v1', ['coordinator.outbox']],
    ['v2', ['services.sales.inbox', 'services.billing.inbox', 'services.warehouse.inbox', 'services.carrier.inbox']],
    ['v3', ['steps.payment.compensation']],
    ['v4', ['compensate']],
    ['v5b', ['order', 'payment', 'stock', 'shipping'].map((id) => `steps.${id}.compensation.ifNotApplied`)],
    ['v7d', ['coordinator.concurrency']],
    ['v8a', ['resources.seat.lock']],
  ])('of %s changes exactly %j', (id, paths) => {
    const { repair } = explained(id);
    expect(repair?.edits.map(({ path }) => path)).toEqual(paths);
    expect(repair?.complete).toBe(true);
  });

  it('makes the process hold when it is made', () => {
    const process = processFrom(catalogueText('v5a'));
    const paths = new Set(explained('v5a').repair?.edits.map(({ path }) => path));
    const repaired = changed(
      process,
      improvements(process).filter(({ edit }) => paths.has(edit.path)),
    );
    expect(check(repaired, { words, explain: false }).verdict).toBe('holds');
  });

  it('is found for a document that states nothing', () => {
    const text = catalogueText('v0')
      .replaceAll(/\{ outbox: true.*\}/g, '{}')
      .replace(/\ndelivery: .*/, '')
      .replace(/\ncoordinator: .*/, '');
    const result = check(processFrom(text), { words, limits: { states: 50_000 } });
    expect(result.verdict).toBe('violated');
    expect(result.repair?.complete).toBe(true);
    expect(result.findings.every(({ fixes }) => fixes.length > 0)).toBe(true);
  });
});

/** The first refusal leaves `pay` in effect for good, which no guarantee repairs. */
const unrepairable = `
process: parcel
pattern: choreography
delivery: { guarantee: at_least_once, durable: true }
services:
  pay: { database: pay, outbox: true, inbox: { key: orderId, onDuplicate: replay_reply } }
  pack: { database: pack, outbox: true }
  mail: { external: true }
starts: Ordered
steps:
  - { id: pay, service: pay, on: Ordered, success: Paid }
  - { id: pack, service: pack, on: Paid, success: Packed, failure: NothingLeft }
  - { id: tell, service: mail, on: Packed, success: Told }
outcomes: { completed: Sent, cancelled: Dropped }
`;

describe('a fix', () => {
  it('is found for one promise though nothing repairs another, in as many places and ways as it takes', () => {
    const { repair, findings } = check(processFrom(unrepairable), { words });
    const paths = findings.map(({ property, fixes }) => [
      property,
      fixes.flatMap(({ edits }) => edits.map(({ path }) => path)),
    ]);
    expect(repair).toBeNull();
    expect(paths).toEqual([
      ['all-or-compensated', []],
      ['exactly-once-effect', ['services.pack.inbox', 'services.mail.idempotencyKey']],
    ]);
  });
});

/** Gives a step up at a deadline, as if it had been refused; then it succeeds after all. */
const givingUp = (step: string): string => `
process: giving-up
pattern: saga
delivery: { guarantee: at_least_once, durable: true }
services:
  shop: { database: shop, outbox: true, inbox: true }
  bank: { database: bank, outbox: true, inbox: true }
coordinator: { service: shop, durable: true, concurrency: version }
starts: Ordered
steps:
  - { id: hold, service: shop, command: Hold, success: Held, failure: NoneLeft, compensation: { command: Free, success: Freed } }
  - { id: pay, service: bank, command: Pay, success: Paid, failure: Refused, ${step} }
outcomes: { completed: Sold, cancelled: Dropped }
`;

describe('a deadline that takes silence for a refusal', () => {
  it.each([
    ['kind: pivot, timeout: { after: PT1M, then: assume_refused }', { 'steps.pay.timeout.then': 'escalate' }],
    [
      'compensation: { command: Refund, success: Refunded, ifNotApplied: tombstone }, timeout: [{ after: PT9S, then: remind }, { after: PT1M, then: assume_refused }]',
      { 'steps.pay.timeout.1.then': 'compensate' },
    ],
  ])('of a step with %s is repaired where it stands', (step, edits) => {
    const { repair, findings } = check(processFrom(givingUp(step)), { words });
    expect(findings.map(({ property }) => property)).toEqual(['no-orphan']);
    expect(Object.fromEntries(repair?.edits.map(({ path, value }) => [path, value]) ?? [])).toEqual(edits);
  });
});

describe('a drawn story', () => {
  it('says of a message that arrives after its sender gave up that it was sent before', () => {
    const [late] = explained('v5b').findings.filter(({ property }) => property === 'no-orphan');
    const lines = late?.mermaid?.split('\n') ?? [];
    const given = lines.findIndex((line) => /no answer about .* in time/.test(line));
    expect(lines.findIndex((line) => line.endsWith(' (sent before that)'))).toBeGreaterThan(given);
    expect(given).toBeGreaterThan(0);
  });

  it('says so of no other', () => {
    expect(
      explained('v2')
        .findings.map(({ mermaid }) => mermaid)
        .join(),
    ).not.toContain('(sent before that)');
  });
});

describe('what a verdict hangs on', () => {
  it('is the smallest set of guarantees that it needs', () => {
    expect(explained('v5c').reliesOn.map(({ path, breaks }) => [path, breaks.length > 0])).toEqual([
      ...['sales', 'billing', 'warehouse', 'carrier'].flatMap((name) => [
        [`services.${name}.inbox`, true],
        [`services.${name}.acknowledges`, true],
      ]),
      ['coordinator.outbox', true],
      ['coordinator.acknowledges', true],
      ['coordinator.durable', true],
      ['coordinator.concurrency', true],
      ['delivery.durable', true],
      ['delivery.guarantee', true],
      ...['order', 'payment', 'stock', 'shipping'].map((id) => [`steps.${id}.compensation.ifNotApplied`, true]),
    ]);
  });
});

describe('a result', () => {
  it('is the same bytes for the same document', () => {
    expect(JSON.stringify(explained('v5b'))).toBe(JSON.stringify(explained('v5b')));
  });

  it('marks the point of no return and tells the story to its end', () => {
    const [stuck] = explained('v7c').findings;
    expect(stuck).toMatchObject({ pointOfNoReturn: 5, steps: 5, faults: 0 });
    expect(stuck?.story?.steps.length).toBeGreaterThan(5);
    expect(stuck?.mermaid).toContain(words.marks.noReturn);
  });

  it('never passes what it could not look at', () => {
    const { verdict, limit, coverage } = check(processFrom(catalogueText('v5c')), { words, limits: { states: 20 } });
    expect({ verdict, limit }).toEqual({ verdict: 'inconclusive', limit: 'states' });
    expect(coverage.faults).toEqual({ atMost: -1 });
  });

  it('covers all stories with fewer faults when a limit is reached later', () => {
    const { coverage } = check(processFrom(catalogueText('v5c')), { words, limits: { states: 175 } });
    expect(coverage.faults).toEqual({ atMost: expect.any(Number) });
  });
});
