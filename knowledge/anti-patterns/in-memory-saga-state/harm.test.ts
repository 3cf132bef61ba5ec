import { describe, expect, it } from 'vitest';
import { memsql } from '../../platform/memsql.ts';
import { outboxSchema } from '../../platform/sql-outbox.ts';
import * as bad from './bad/checkout.ts';
import * as good from './good/checkout.ts';

const guests = ['ada', 'grace'];

describe('a process in memory', () => {
  it('strands the group when the service is deployed in the middle', async () => {
    const sent: string[] = [];
    const commands = { send: async (type: string) => void sent.push(type) };
    const before = new bad.CheckoutManager(commands);
    await before.onGroupCheckoutStarted('g1', guests);
    await before.onGuestCheckedOut('g1', 'ada');
    await new bad.CheckoutManager(commands).onGuestCheckedOut('g1', 'grace');
    expect(sent).toEqual([]);
  });
});

describe('a process in the database', () => {
  it.each([
    [['started', 'ada', 'grace']],
    [['ada', 'started', 'grace']],
    [['grace', 'ada', 'started']],
    [['started', 'ada', 'ada', 'grace', 'grace', 'started']],
  ])('releases the bus once after %j', async (order) => {
    const db = memsql(`
      CREATE TABLE checkouts (group_id TEXT PRIMARY KEY, started BOOLEAN NOT NULL DEFAULT FALSE);
      CREATE TABLE guests (group_id TEXT, guest TEXT, gone BOOLEAN NOT NULL DEFAULT FALSE, PRIMARY KEY (group_id, guest));
      ${outboxSchema}`);
    const seen = new Set<string>();
    for (const message of order) {
      seen.add(message);
      await (message === 'started'
        ? good.onGroupCheckoutStarted(db, 'g1', guests)
        : good.onGuestCheckedOut(db, 'g1', message));
      const released = (await db.query(`SELECT id FROM outbox`)).rows.length;
      expect(released).toBe(seen.size === 3 ? 1 : 0);
    }
  });
});
