import { describe, expect, it } from 'vitest';
import { memsql } from '../../platform/memsql.ts';
import { outboxSchema } from '../../platform/sql-outbox.ts';
import * as bad from './bad/returns-manager.ts';
import * as good from './good/returns.ts';

// A customer has paid 100 EUR and has got 50 EUR back already, because the parcel was late.

describe('a manager that does it all', () => {
  it('refunds more than was paid, because the rule lives in a service that it bypasses', async () => {
    const orders = memsql(`
      CREATE TABLE orders (id TEXT PRIMARY KEY, state TEXT, paid_cents BIGINT, customer TEXT, tier TEXT);
      INSERT INTO orders (id, state, paid_cents, customer, tier) VALUES ('o1', 'delivered', 10000, 'ada', 'gold')`);
    const payments = memsql(`
      CREATE TABLE refunds (id TEXT PRIMARY KEY, order_id TEXT, cents BIGINT);
      INSERT INTO refunds (id, order_id, cents) VALUES ('goodwill', 'o1', 5000)`);
    const warehouse = memsql(`CREATE TABLE stock_moves (id TEXT PRIMARY KEY, sku TEXT, quality TEXT)`);
    const crm = memsql(`CREATE TABLE mails (id TEXT PRIMARY KEY, customer TEXT, text TEXT)`);
    const manager = new bad.ReturnsManager(orders, payments, warehouse, crm);
    await manager.onItemArrived({ returnId: 'r1', orderId: 'o1', sku: 'lamp', opened: false });

    const { rows } = await payments.query(`SELECT cents FROM refunds WHERE order_id = 'o1'`);
    expect(rows.reduce((sum, row) => sum + Number(row.cents), 0)).toBe(15_000);
  });
});

describe('a manager that only knows where the return is', () => {
  it('leaves the refund to payments, which gives back what is left, once', async () => {
    const returns = memsql(`
      CREATE TABLE returns (id TEXT PRIMARY KEY, state TEXT);
      INSERT INTO returns (id, state) VALUES ('r1', 'announced');${outboxSchema}`);
    const payments = memsql(`
      CREATE TABLE payments (order_id TEXT PRIMARY KEY, paid_cents BIGINT, refunded_cents BIGINT);
      CREATE TABLE refunds (return_id TEXT PRIMARY KEY);
      INSERT INTO payments (order_id, paid_cents, refunded_cents) VALUES ('o1', 10000, 5000);${outboxSchema}`);
    const ids = { returnId: 'r1', orderId: 'o1' };
    for (let delivery = 0; delivery < 2; delivery++) {
      await good.onReturnEvent(returns, { type: 'ItemArrived', ...ids, sku: 'lamp' });
      await good.onReturnEvent(returns, { type: 'ItemInspected', ...ids, condition: 'unopened' });
      await good.refundReturn(payments, { ...ids, condition: 'unopened' });
      await good.onReturnEvent(returns, { type: 'ReturnRefunded', ...ids, cents: 5000 });
    }
    expect((await payments.query(`SELECT refunded_cents FROM payments`)).rows).toEqual([{ refunded_cents: 10_000 }]);
    expect((await payments.query(`SELECT type FROM outbox`)).rows).toEqual([{ type: 'ReturnRefunded' }]);
    const asked = (await returns.query(`SELECT type FROM outbox ORDER BY position`)).rows.map((row) => row.type);
    expect(asked).toEqual(['InspectItem', 'RefundReturn', 'ReturnClosed']);
  });
});
