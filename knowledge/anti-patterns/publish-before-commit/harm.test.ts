import { beforeEach, describe, expect, it } from 'vitest';
import { type MemoryDatabase, memsql } from '../../platform/memsql.ts';
import { outboxSchema, relayOutbox } from '../../platform/sql-outbox.ts';
import * as bad from './bad/payouts.ts';
import * as good from './good/payouts.ts';

let db: MemoryDatabase;
const state = async () => (await db.query(`SELECT state FROM payouts WHERE id = 'p1'`)).rows[0]?.state;

beforeEach(() => {
  db = memsql(`
    CREATE TABLE payouts (id TEXT PRIMARY KEY, state TEXT NOT NULL);
    CREATE TABLE bookings (payout_id TEXT PRIMARY KEY, cents BIGINT NOT NULL);
    INSERT INTO payouts (id, state) VALUES ('p1', 'requested');${outboxSchema}`);
});

describe('publish inside the transaction', () => {
  it('tells the bank of an approval that was rolled back', async () => {
    let transfers = 0;
    db.fail('COMMIT', new Error('serialization failure'));
    const approval = bad.approve(db, { send: async () => void transfers++ }, 'p1', 50_000);
    await expect(approval).rejects.toThrow('serialization failure');
    expect({ state: await state(), transfers }).toEqual({ state: 'requested', transfers: 1 });
  });

  it('lets a fast consumer read the old state', async () => {
    let seen: unknown;
    const send = async () => {
      seen = await state();
    };
    await bad.approve(db, { send }, 'p1', 50_000);
    expect(seen).toBe('requested');
  });
});

describe('a row in the transaction', () => {
  it('is published if and only if the approval is there', async () => {
    const seen: unknown[] = [];
    const publish = async () => void seen.push(await state());
    db.fail('COMMIT', new Error('serialization failure'));
    await expect(good.approve(db, 'p1', 50_000)).rejects.toThrow('serialization failure');
    await relayOutbox(db, publish);
    expect(seen).toEqual([]);

    await good.approve(db, 'p1', 50_000);
    await relayOutbox(db, publish);
    expect(seen).toEqual(['approved']);
  });
});
