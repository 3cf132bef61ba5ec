import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { run } from '../../platform/crash.ts';
import { memsql } from '../../platform/memsql.ts';
import { outboxSchema } from '../../platform/sql-outbox.ts';
import * as bad from './bad/loans.ts';
import * as good from './good/loans.ts';

const noon = Date.UTC(2030, 0, 1, 12);
const ask = async () => undefined;

describe('a wait without an end', () => {
  it('leaves the application where it is, with nothing to find it by', async () => {
    const db = memsql(`CREATE TABLE loans (id TEXT PRIMARY KEY, state TEXT);${outboxSchema}`);
    await bad.onApplicationReceived(db, 'l1');
    expect((await db.query(`SELECT state FROM loans`)).rows).toEqual([{ state: 'awaiting-score' }]);
    await expect(db.query(`SELECT id FROM loans WHERE due <= 0`)).rejects.toThrow('no column due');
  });

  it('keeps the person at the counter', async () => {
    expect(await run(bad.scoreAtCounter(ask, new EventEmitter(), 'l1'))).toBe('died');
  });
});

describe('a wait with a deadline', () => {
  it.each([
    { order: ['answer', 'expire'], ends: { state: 'approved', late_score: 0 }, reviews: 0 },
    { order: ['expire', 'expire'], ends: { state: 'review', late_score: 0 }, reviews: 1 },
    { order: ['expire', 'answer', 'expire'], ends: { state: 'review', late_score: 700 }, reviews: 1 },
  ])('ends $ends.state after $order', async ({ order, ends, reviews }) => {
    const db = memsql(`CREATE TABLE loans (id TEXT PRIMARY KEY, state TEXT, due BIGINT, late_score BIGINT DEFAULT 0);
      ${outboxSchema}`);
    await good.onApplicationReceived(db, 'l1', noon);
    await good.expire(db, noon + good.patience - 1);
    for (const message of order)
      await (message === 'expire' ? good.expire(db, noon + good.patience) : good.onScoreReceived(db, 'l1', 700));
    expect((await db.query(`SELECT state, late_score FROM loans`)).rows).toEqual([ends]);
    const asked = await db.query(`SELECT count(*) FROM outbox WHERE type = 'ReviewRequested'`);
    expect(asked.rows[0]?.count).toBe(reviews);
  });

  it('lets the person at the counter go', async () => {
    await expect(good.scoreAtCounter(ask, new EventEmitter(), 'l1', 5)).rejects.toThrow('aborted');
  });
});
