import { beforeEach, describe, expect, it } from 'vitest';
import { type MemoryDatabase, memsql } from './memsql.ts';

const schema = `
CREATE TABLE orders (id TEXT PRIMARY KEY, state TEXT NOT NULL DEFAULT 'open', total BIGINT NOT NULL DEFAULT 0);
CREATE TABLE outbox (position BIGSERIAL PRIMARY KEY, body TEXT NOT NULL, sent BOOLEAN NOT NULL DEFAULT FALSE);
CREATE TABLE lines (order_id TEXT NOT NULL, line INT NOT NULL, PRIMARY KEY (order_id, line));
`;

let db: MemoryDatabase;
beforeEach(() => {
  db = memsql(schema);
});

describe('memsql', () => {
  it('runs the small SQL of the knowledge', async () => {
    for (const text of [
      `INSERT INTO orders (id, total) VALUES ('a', 5)`,
      `INSERT INTO orders (id, state) VALUES ('b', 'paid')`,
      `INSERT INTO orders (id) VALUES ('a') ON CONFLICT (id) DO NOTHING`,
      `UPDATE orders SET total = total + 7, state = 'paid' WHERE id = 'a' AND state = 'open'`,
      `INSERT INTO outbox (body) VALUES ('one')`,
      `INSERT INTO outbox (body) VALUES ('two')`,
      `UPDATE outbox SET sent = TRUE WHERE position = 1`,
      `INSERT INTO lines (order_id, line) VALUES ('a', 1)`,
      `INSERT INTO lines (order_id, line) VALUES ('a', 2)`,
      `DELETE FROM lines WHERE order_id = 'a' AND line = 1`,
    ])
      await db.query(text);
    const first = async (text: string) => Object.values((await db.query(text)).rows[0] ?? {})[0];
    expect(await first(`SELECT total FROM orders WHERE id = 'a'`)).toBe(12);
    expect(await first(`SELECT count(*) FROM orders WHERE state IN ('paid', 'open')`)).toBe(2);
    expect(await first(`SELECT position FROM outbox WHERE sent = FALSE ORDER BY position LIMIT 1`)).toBe(2);
    expect(await first(`SELECT count(*) FROM lines`)).toBe(1);
    expect(await first(`SELECT count(*) FROM orders WHERE total >= 12 AND state <> 'open'`)).toBe(1);
  });

  it('leaves nothing of a transaction that is rolled back or whose commit fails', async () => {
    const insert = `INSERT INTO orders (id) VALUES ($1)`;
    const crash = new Error('crash');
    const rolledBack = db.transaction(async (tx) => {
      await tx.query(insert, ['a']);
      throw crash;
    });
    await expect(rolledBack).rejects.toBe(crash);
    db.fail('COMMIT', new Error('connection lost'));
    await expect(db.transaction((tx) => tx.query(insert, ['b']))).rejects.toThrow('connection lost');
    expect((await db.query(`SELECT id FROM orders`)).rows).toEqual([]);
  });

  it('holds unique keys across transactions', async () => {
    const insert = `INSERT INTO orders (id) VALUES ('a')`;
    const both = [db.transaction((tx) => tx.query(insert)), db.transaction((tx) => tx.query(insert))];
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected']);
  });

  it.each([
    `MERGE INTO orders`,
    `SELECT id FROM nowhere`,
    `SELECT id FROM orders GROUP BY id`,
    `UPDATE orders SET`,
    `INSERT INTO orders (id) VALUES ($1)`,
  ])('refuses what it does not understand: %s', async (text) => {
    await expect(db.query(text)).rejects.toThrow('memsql');
  });
});
