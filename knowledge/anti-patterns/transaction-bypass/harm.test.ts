import { beforeEach, describe, expect, it } from 'vitest';
import { type MemoryDatabase, memsql } from '../../platform/memsql.ts';
import * as bad from './bad/wallets.ts';
import * as good from './good/wallets.ts';

let db: MemoryDatabase;
const balances = async () =>
  Object.fromEntries((await db.query(`SELECT player, cents FROM wallets`)).rows.map((row) => [row.player, row.cents]));

beforeEach(() => {
  db = memsql(`
    CREATE TABLE wallets (player TEXT PRIMARY KEY, cents BIGINT NOT NULL);
    CREATE TABLE transfers (id TEXT PRIMARY KEY, payer TEXT, payee TEXT, cents BIGINT);
    INSERT INTO wallets (player, cents) VALUES ('ada', 1000);
    INSERT INTO wallets (player, cents) VALUES ('bob', 0);`);
});

describe('one statement beside the transaction', () => {
  it('makes money out of a refused transfer', async () => {
    await expect(bad.transfer(db, 't1', 'ada', 'bob', 5_000)).rejects.toThrow('insufficient funds');
    expect(await balances()).toEqual({ ada: 1_000, bob: 5_000 });
  });

  it('makes money out of a transfer that is retried', async () => {
    db.fail('COMMIT', new Error('deadlock detected'));
    await expect(bad.transfer(db, 't1', 'ada', 'bob', 100)).rejects.toThrow('deadlock detected');
    await bad.transfer(db, 't1', 'ada', 'bob', 100);
    expect(await balances()).toEqual({ ada: 900, bob: 200 });
  });
});

describe('every statement in the transaction', () => {
  it('only moves money', async () => {
    await expect(good.transfer(db, 't1', 'ada', 'bob', 5_000)).rejects.toThrow('insufficient funds');
    db.fail('COMMIT', new Error('deadlock detected'));
    await expect(good.transfer(db, 't2', 'ada', 'bob', 100)).rejects.toThrow('deadlock detected');
    await good.transfer(db, 't2', 'ada', 'bob', 100);
    await expect(good.transfer(db, 't2', 'ada', 'bob', 100)).rejects.toThrow('duplicate key');
    expect(await balances()).toEqual({ ada: 900, bob: 100 });
  });
});
