import { describe, expect, it } from 'vitest';
import { type MemoryDatabase, memsql } from '../../platform/memsql.ts';
import { outboxSchema } from '../../platform/sql-outbox.ts';
import * as bad from './bad/points.ts';
import * as good from './good/points.ts';

const accounts = `
  CREATE TABLE accounts (customer TEXT PRIMARY KEY, points BIGINT NOT NULL);
  INSERT INTO accounts (customer, points) VALUES ('ada', 0);`;
const purchase = { purchaseId: 'o1', customer: 'ada', points: 1200 };

const standing = async (db: MemoryDatabase) => ({
  points: (await db.query(`SELECT points FROM accounts`)).rows[0]?.points,
  coupons: (await db.query(`SELECT count(*) FROM coupons`)).rows[0]?.count,
});

describe('a consumer that adds', () => {
  it('credits twice what is delivered twice', async () => {
    const db = memsql(`${accounts}CREATE TABLE coupons (customer TEXT, percent BIGINT);`);
    await bad.onPurchaseCompleted(db, purchase);
    await bad.onPurchaseCompleted(db, purchase);
    expect(await standing(db)).toEqual({ points: 2400, coupons: 2 });
  });
});

describe('a consumer that remembers the fact with the effect', () => {
  it('credits once, and again after a failure that undid both', async () => {
    const db = memsql(`${accounts}${outboxSchema}
      CREATE TABLE inbox (fact TEXT PRIMARY KEY);
      CREATE TABLE coupons (purchase_id TEXT PRIMARY KEY, customer TEXT, percent BIGINT);`);
    db.fail('INSERT INTO coupons', new Error('deadlock'));
    await expect(good.onPurchaseCompleted(db, purchase)).rejects.toThrow('deadlock');
    expect(await standing(db)).toEqual({ points: 0, coupons: 0 });

    for (let delivery = 0; delivery < 3; delivery++) await good.onPurchaseCompleted(db, purchase);
    expect(await standing(db)).toEqual({ points: 1200, coupons: 1 });
    expect((await db.query(`SELECT type FROM outbox`)).rows).toEqual([{ type: 'PointsCredited' }]);
  });
});
