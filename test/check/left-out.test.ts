import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decide, firedRules } from '../../src/check/decide.ts';
import { check } from '../../src/check/index.ts';
import { lower } from '../../src/process/lower/index.ts';
import { catalogueText, processFrom, words } from './documents.ts';

const holding = catalogueText('v0');
const leftOutOf = (text: string) => check(processFrom(text), { words, explain: false }).coverage.leftOut;

describe('what a document says and its check leaves out is said', () => {
  it('is nothing where all is looked at', () => {
    expect(leftOutOf(holding)).toEqual([]);
  });

  it('members of a fan-out beyond those looked at', () => {
    const many = catalogueText('v7b').replace(/count: \d+/, 'count: 40');
    expect(many).toContain('count: 40');
    expect(leftOutOf(many)).toEqual([expect.stringMatching(/^the members of \S+ beyond 3, of 40: /)]);
    expect(leftOutOf(many.replace('count: 40', 'count: 2'))).toEqual([]);
  });

  it('that steps commit together', () => {
    const joint = holding
      .replace('command: PlaceOrder', 'command: PlaceOrder\n    transaction: both')
      .replace('command: TakePayment', 'command: TakePayment\n    transaction: both');
    expect(leftOutOf(joint)).toEqual([expect.stringContaining('order and payment commit together')]);
    expect(leftOutOf(joint.replace('transaction: both', 'transaction: alone'))).toEqual([]);
  });

  it('values of a variable beyond those that there is room for', () => {
    const counting = (max: number) =>
      `${holding}variables: { carrier: { parcels: { max: ${max} } } }\nrules:\n  - { actor: carrier, on: ShipOrder, set: { parcels: { add: 1 } }, send: OrderShipped, applies: shipping }\n`;
    expect(leftOutOf(counting(200))).toEqual([expect.stringMatching(/^carrier\.parcels beyond 31/)]);
    expect(leftOutOf(counting(31))).toEqual([]);
  });

  it('a value that there is no room for is neither met nor written into its neighbour', () => {
    const setting = (level: number) =>
      `${holding}variables: { carrier: { parcels: { max: 200 }, other: { max: 1 } } }
rules:
  - { actor: carrier, on: ShipOrder, when: { parcels: 0 }, set: { parcels: ${level} }, send: OrderShipped, applies: shipping }
  - { actor: carrier, on: ShipOrder, when: { parcels: { not: 0 } }, send: OrderShipped }
`;
    const rulesOf = (level: number) => {
      const model = lower(processFrom(setting(level)));
      const decided = decide(model, { limits: { states: 100_000, bytes: 1e9 } });
      return firedRules(decided.compiled.model, decided.compiled.program, decided.exploration);
    };
    expect(rulesOf(31).has('rule-1')).toBe(true);
    // As a number of five bits 40 would be 8, and one in the variable next to it.
    expect(rulesOf(40).has('rule-1')).toBe(false);
  });

  it('reactions', () => {
    const mail = `${holding}reactions: [{ on: OrderShipped, service: sales, does: sends a mail }]\n`;
    expect(leftOutOf(mail)).toEqual([expect.stringContaining('reactions to OrderShipped')]);
  });
});

describe('instances that compete', () => {
  const seats = (lock: string, inbox: string) =>
    `
process: seats
pattern: process_manager
delivery: { guarantee: at_least_once, durable: true }
services: { hall: { outbox: true${inbox} }, till: { outbox: true, inbox: { key: id, onDuplicate: replay_reply } } }
coordinator: { service: desk, durable: true, outbox: true, concurrency: version }
starts: SeatAsked
steps:
  - { id: seat, service: hall, command: TakeSeat, success: SeatTaken, failure: SoldOut, resource: seat, compensation: { command: FreeSeat, success: SeatFreed } }
  - { id: pay, service: till, command: TakeMoney, success: MoneyTaken, failure: NoMoney, kind: pivot }
resources: { seat: { units: 1, lock: ${lock} } }
outcomes: { completed: SeatSold, cancelled: SeatNotSold }
`.replace('services: {', 'services: { desk: {},');
  const safe = ', inbox: { key: id, onDuplicate: replay_reply }';
  const run = (text: string) => check(processFrom(text), { words, explain: false });

  it('are looked at with all faults where one instance holds', () => {
    const result = run(seats('semantic', safe));
    expect(result).toMatchObject({ verdict: 'holds', coverage: { instances: 2, faults: 'any number', leftOut: [] } });
  });

  it('oversell without any fault where nothing is reserved', () => {
    const [first] = run(seats('none', safe)).findings;
    expect(first).toMatchObject({ property: 'isolation', faults: 0 });
  });

  it('are looked at without faults where one alone is broken, and that is said', () => {
    const result = run(seats('semantic', ''));
    expect(result.verdict).toBe('violated');
    expect(result.coverage.leftOut).toEqual([
      expect.stringMatching(/^faults while 2 instances compete for seat: .* once nothing is broken$/),
    ]);
  });
});

describe('work that never runs', () => {
  it('is said in words, and by its place where it is a rule', () => {
    const late = `${holding}variables: { carrier: { sent: { max: 1 } } }
rules:
  - { actor: carrier, on: ShipOrder, when: { sent: 0 }, set: { sent: 1 }, send: OrderShipped, applies: shipping }
  - { actor: carrier, on: ShipOrder, when: { sent: 1 }, set: { sent: 0 }, send: ShippingRefused }
  - { actor: carrier, on: RecallParcel, send: ParcelRecalled, undoes: shipping }
`;
    const { verdict, deadRules } = check(processFrom(late), { words, explain: false });
    expect([verdict, deadRules]).toEqual([
      'holds',
      expect.arrayContaining(['RecallParcel: shipping is undone', 'ShipOrder: rules[1]']),
    ]);
  });

  it('is none because it is that of one member and not of another', () => {
    const example = readFileSync('knowledge/examples/peer-review/process.yaml', 'utf8');
    expect(check(processFrom(example), { words, explain: false })).toMatchObject({ verdict: 'holds', deadRules: [] });
  });
});
