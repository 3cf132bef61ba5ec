import { beforeEach, describe, expect, it } from 'vitest';
import { type MemoryDatabase, memsql } from '../../platform/memsql.ts';
import { outboxSchema } from '../../platform/sql-outbox.ts';
import * as bad from './bad/tickets.ts';
import * as good from './good/tickets.ts';

let db: MemoryDatabase;
const payment = async () => (await db.query(`SELECT state FROM payments WHERE order_id = 'o1'`)).rows[0]?.state;
const recording = () => {
  const sent: string[] = [];
  return { sent, send: async (type: string) => void sent.push(type) };
};

beforeEach(() => {
  db = memsql(`CREATE TABLE payments (order_id TEXT PRIMARY KEY, state TEXT, cents BIGINT);${outboxSchema}`);
});

describe('a saga that only knows the way forward', () => {
  it('keeps the money of a customer who gets no seats', async () => {
    await bad.charge(db, 'o1', 9_000);
    const commands = recording();
    await bad.ticketSaga(commands, { type: 'SeatsUnavailable', orderId: 'o1' });
    expect(commands.sent).toEqual(['CancelOrder']);
    expect(await payment()).toBe('captured');
  });

  it('has a refund that expects another state, and so never refunds', async () => {
    await bad.charge(db, 'o1', 9_000);
    await bad.refund(db, 'o1');
    expect(await payment()).toBe('captured');
  });
});

describe('a saga that knows the way back', () => {
  it('refunds before the order ends', async () => {
    const commands = recording();
    for (const type of ['CustomerCharged', 'SeatsUnavailable', 'CustomerRefunded'] as const)
      await good.ticketSaga(commands, { type, orderId: 'o1' });
    expect(commands.sent).toEqual(['AssignSeats', 'RefundCustomer', 'CancelOrder']);
  });

  it.each([
    { delivered: ['charge', 'refund'], ends: 'refunded' },
    { delivered: ['charge', 'refund', 'refund', 'charge'], ends: 'refunded' },
    { delivered: ['refund', 'charge', 'refund'], ends: 'called-off' },
  ])('ends $ends once after $delivered', async ({ delivered, ends }) => {
    for (const message of delivered)
      await (message === 'charge' ? good.charge(db, 'o1', 9_000) : good.refund(db, 'o1'));
    expect(await payment()).toBe(ends);
    const { rows } = await db.query(`SELECT count(*) FROM outbox WHERE type = 'CustomerRefunded'`);
    expect(rows[0]?.count).toBe(1);
  });
});
