import { beforeEach, describe, expect, it } from 'vitest';
import { type MemoryDatabase, memsql } from '../../platform/memsql.ts';
import { type OutgoingEvent, outboxSchema, relayOutbox } from '../../platform/sql-outbox.ts';
import * as bad from './bad/porting.ts';
import * as good from './good/porting.ts';

let db: MemoryDatabase;

/** What the other network does with the answers. */
const done = async (): Promise<string[]> => {
  const deeds: string[] = [];
  await relayOutbox(db, async ({ type }: OutgoingEvent) => {
    deeds.push(type === 'PortingAccepted' ? 'switched on' : 'fee returned');
  });
  return deeds;
};

beforeEach(() => {
  db = memsql(`CREATE TABLE numbers (number TEXT PRIMARY KEY, owner TEXT, state TEXT);
    INSERT INTO numbers (number, owner, state) VALUES ('0171', 'ada', 'active');${outboxSchema}`);
});

describe('a refusal without a return', () => {
  it('gives a stranger the number, and the fee back', async () => {
    await bad.onPortingRequested(db, { number: '0171', customer: 'mallory' });
    expect(await done()).toEqual(['fee returned', 'switched on']);
  });
});

describe('a function that returns the answer', () => {
  it.each([
    { customer: 'mallory', verdict: 'fee returned' },
    { customer: 'ada', verdict: 'switched on' },
  ])('gives $customer one verdict', async ({ customer, verdict }) => {
    await good.onPortingRequested(db, { number: '0171', customer });
    await good.onPortingRequested(db, { number: '0171', customer });
    expect(await done()).toEqual([verdict]);
  });
});
