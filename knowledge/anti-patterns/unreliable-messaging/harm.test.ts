import { beforeEach, describe, expect, it } from 'vitest';
import { die, run } from '../../platform/crash.ts';
import { type MemoryDatabase, memsql } from '../../platform/memsql.ts';
import { outboxSchema, relayOutbox } from '../../platform/sql-outbox.ts';
import * as bad from './bad/parcels.ts';
import * as good from './good/parcels.ts';

let db: MemoryDatabase;
const parcel = async () => (await db.query(`SELECT state, courier FROM parcels WHERE id = 'p1'`)).rows[0];

beforeEach(async () => {
  db = memsql(`CREATE TABLE parcels (id TEXT PRIMARY KEY, state TEXT NOT NULL, courier TEXT);${outboxSchema}`);
  await db.query(`INSERT INTO parcels (id, state) VALUES ('p1', 'accepted')`);
});

describe('save, then publish', () => {
  it('loses the event when the process dies in between', async () => {
    expect(await run(bad.handOver(db, { send: die }, 'p1', 'anna'))).toBe('died');
    expect(await parcel()).toEqual({ state: 'in-transit', courier: 'anna' });
    expect((await db.query(`SELECT id FROM outbox`)).rows).toEqual([]);
  });

  it('loses the event silently when nobody waits for the broker', async () => {
    const away = async () => Promise.reject(new Error('broker unreachable'));
    expect(await run(bad.deliver(db, { send: away }, 'p1'))).toBe('finished');
    expect(await parcel()).toMatchObject({ state: 'delivered' });
  });
});

describe('save both, then relay', () => {
  it('publishes after the restart what the crash held up', async () => {
    await good.handOver(db, 'p1', 'anna');
    await good.deliver(db, 'p1');
    expect(await run(relayOutbox(db, die))).toBe('died');

    const published: string[] = [];
    await relayOutbox(db, async (event) => void published.push(event.id));
    expect(published).toEqual(['handed-over/p1', 'delivered/p1']);
  });

  it('has no event of a change that did not commit', async () => {
    db.fail('COMMIT', new Error('connection lost'));
    await expect(good.handOver(db, 'p1', 'anna')).rejects.toThrow('connection lost');
    expect((await db.query(`SELECT id FROM outbox`)).rows).toEqual([]);
  });
});
