import { beforeEach, describe, expect, it } from 'vitest';
import { die, run } from '../../platform/crash.ts';
import { type MemoryDatabase, memsql } from '../../platform/memsql.ts';
import * as bad from './bad/prescriptions.ts';
import * as good from './good/prescriptions.ts';

const day = 24 * 60 * 60;
const monday = 1_893_999_600;

let db: MemoryDatabase;
const count = async (table: string) => (await db.query(`SELECT count(*) FROM ${table}`)).rows[0]?.count;

beforeEach(() => {
  db = memsql(`
    CREATE TABLE prescriptions (id TEXT PRIMARY KEY, medicine TEXT);
    CREATE TABLE outbox (position BIGSERIAL PRIMARY KEY, id TEXT UNIQUE, body TEXT, created BIGINT,
      state TEXT NOT NULL DEFAULT 'waiting');`);
});

describe('an outbox that nobody empties', () => {
  it('stores the event with care and then throws it away', async () => {
    await bad.prescribe(db, 'rx1', 'insulin', monday);
    for (let later = 0; later < 9; later++) await bad.housekeeping(db, monday + later * day);
    expect([await count('prescriptions'), await count('outbox')]).toEqual([1, 0]);
  });
});

describe('an outbox with a relay', () => {
  it('publishes, parks what cannot be published, and can be watched', async () => {
    for (const id of ['rx1', 'rx2', 'rx3']) await good.prescribe(db, id, 'insulin', monday);
    expect(await run(good.relayOnce(db, die))).toBe('died');
    expect(await good.backlog(db)).toEqual({ waiting: 3, oldest: monday, parked: 0 });

    const published: string[] = [];
    let away = 100;
    const publish = async (id: string) => {
      if (away-- > 0) throw new Error('broker unreachable');
      if (id === 'prescribed/rx2') throw new good.Refused('too large');
      published.push(id);
    };
    for (let round = 0; round < 100; round++)
      await expect(good.relayOnce(db, publish)).rejects.toThrow('broker unreachable');
    await good.relayOnce(db, publish);
    await good.housekeeping(db, monday + 30 * day);
    expect(published).toEqual(['prescribed/rx1', 'prescribed/rx3']);
    expect(await good.backlog(db)).toEqual({ waiting: 0, oldest: undefined, parked: 1 });
    expect(await count('outbox')).toBe(1);
  });
});
