import { describe, expect, it } from 'vitest';
import { compile } from '../../src/check/compile.ts';
import { check } from '../../src/check/index.ts';
import { type Action, noReductions } from '../../src/check/program.ts';
import { lower } from '../../src/process/lower/index.ts';
import { processFrom, words } from './documents.ts';

const inbox = '{ key: bookingId, onDuplicate: replay_reply }';
const booking = (over: Readonly<{ on?: string; timeout?: string; late?: string; kitchen?: string }> = {}) => `
process: table-booking
pattern: choreography
delivery: { guarantee: at_least_once, durable: true }
services:
  bookings: { outbox: true, inbox: ${inbox} }
  kitchen: ${over.kitchen ?? `{ outbox: true, inbox: ${inbox} }`}
starts: TableRequested
steps:
  - { id: hold, service: bookings, on: TableRequested, success: TableHeld, compensation: { on: ${over.on ?? '[ChefDeclined, ChefSilent]'}, success: TableReleased } }
  - id: confirm
    service: kitchen
    on: TableHeld
    success: MenuConfirmed
    failure: ChefDeclined
    human: true
    timeout: ${over.timeout ?? '{ after: PT2H, then: compensate, send: ChefSilent }'}
outcomes: { completed: MenuConfirmed, cancelled: TableReleased }
`;

const found = (text: string) => {
  const { verdict, findings } = check(processFrom(text), { words, explain: false });
  return [verdict, ...new Set(findings.map(({ property }) => property))];
};

describe('a deadline in a choreography', () => {
  it('is kept by the service of its step, which bars it then', () => {
    expect(found(booking())).toEqual(['holds']);
  });

  it.each([
    ['whose passing nobody hears of', { on: '[ChefDeclined]' }, 'all-or-compensated'],
    [
      'whose passing is not published',
      { timeout: '{ after: PT2H, then: compensate }', on: '[ChefDeclined]' },
      'all-or-compensated',
    ],
    ['where a duplicate is done again', { kitchen: '{ outbox: true }' }, 'exactly-once-effect'],
    ['where the expiry may never leave', { kitchen: `{ inbox: ${inbox} }` }, 'all-or-compensated'],
  ])('%s', (_, over, property) => {
    const [verdict, ...properties] = found(booking(over));
    expect(verdict).toBe('violated');
    expect(properties).toContain(property);
  });

  it.each(['remind', 'escalate'])('that only makes somebody %s leaves the step open', (then) => {
    const reminder = booking({ timeout: `{ after: PT2H, then: ${then}, send: ChefSilent }`, on: '[ChefDeclined]' });
    expect(found(reminder)).toEqual(['holds']);
  });

  it('that undoes what was only remembered of is a contradiction, and found', () => {
    expect(found(booking({ timeout: '{ after: PT2H, then: remind, send: ChefSilent }' }))[0]).toBe('violated');
  });

  it('of a party outside is kept by whoever asked it, who cannot bar what comes late', () => {
    const outside = booking({ kitchen: '{ external: true, idempotencyKey: true }' });
    const model = lower(processFrom(outside));
    expect(model.rules.filter(({ act }) => act.kind === 'time_out').map(({ actor }) => actor)).toEqual(['bookings']);
    // The chef confirms although the table was released for his silence.
    expect(found(outside)[0]).toBe('violated');
  });

  it('goes on without the step', () => {
    const withoutIt = booking({ timeout: '{ after: PT2H, then: continue }', on: '[ChefDeclined]' }).replace(
      'completed: MenuConfirmed, cancelled: TableReleased',
      'completed: TableKept, cancelled: TableReleased',
    );
    expect(found(withoutIt)).toEqual(['holds']);
  });
});

describe('in order of arrival', () => {
  it.each(['per_key', 'global'])(
    '(%s) a deadline passes whatever is in front of the message that it gives up',
    (ordering) => {
      const ordered = booking()
        .replace('durable: true', `durable: true, ordering: ${ordering}`)
        .replace('outcomes:', '  - { id: lay, service: kitchen, on: TableHeld, success: TableLaid }\noutcomes:');
      const { model, program } = compile(lower(processFrom(ordered)), noReductions);
      const order = new Set(program.variables.flatMap(({ id, kind }) => (kind === 'order' ? [id] : [])));
      const waitsForOthers = ({ guard }: Action) => guard.some(({ variable }) => order.has(variable));
      const receives = ({ rule }: Action) => rule !== null && model.rules[rule]?.on !== null;
      expect(order.size).toBeGreaterThan(0);
      expect(program.actions.some(waitsForOthers)).toBe(true);
      expect(program.actions.filter((action) => waitsForOthers(action) && !receives(action))).toEqual([]);
    },
  );
});

describe('what a passed deadline sends', () => {
  const told = (then: string) => `
process: loan
pattern: process_manager
delivery: { guarantee: at_least_once, durable: true }
services: { desk: {}, credit: { outbox: true, inbox: ${inbox} }, crm: { outbox: true, inbox: ${inbox} } }
coordinator: { service: desk, durable: true, outbox: true, concurrency: version }
starts: LoanAsked
steps:
  - { id: score, service: credit, command: Score, success: Scored, readOnly: true, timeout: { after: PT1H, then: ${then}, send: ScoreOverdue } }
outcomes: { completed: LoanDecided }
variables: { crm: { told: { max: 1 } } }
rules:
  - { actor: crm, on: ScoreOverdue, when: { told: 0 }, set: { told: 1 } }
`;

  it('reaches who has a rule for it', () => {
    const result = check(processFrom(told('remind')), { words, explain: false });
    expect([result.verdict, result.deadRules]).toEqual(['holds', []]);
    const unheard = told('remind').replace('on: ScoreOverdue', 'on: SomethingElse');
    expect(check(processFrom(unheard), { words, explain: false }).deadRules).toHaveLength(1);
  });

  it('may come twice, which a rule has to expect', () => {
    const careless = told('remind').replace(`crm: { outbox: true, inbox: ${inbox} }`, 'crm: { outbox: true }');
    expect(found(careless)).toContain('no-unhandled-message');
  });
});
