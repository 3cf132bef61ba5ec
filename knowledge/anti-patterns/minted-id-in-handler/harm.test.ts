import { describe, expect, it } from 'vitest';
import { type MemoryDatabase, memsql } from '../../platform/memsql.ts';
import { outboxSchema, relayOutbox } from '../../platform/sql-outbox.ts';
import * as bad from './bad/transfers.ts';
import * as good from './good/transfers.ts';

const invoice = { invoiceNumber: 'R-77', iban: 'DE02', cents: 11_900 };
const database = () =>
  memsql(`CREATE TABLE transfers (id TEXT PRIMARY KEY, invoice TEXT, cents BIGINT);${outboxSchema}`);

/** The bank executes each transfer id once. */
const executed = async (...databases: MemoryDatabase[]): Promise<number> => {
  const ids = new Set<string>();
  for (const db of databases) await relayOutbox(db, async ({ id }) => void ids.add(id));
  return ids.size;
};

describe('an id from the dice', () => {
  it('passes every guard, and the supplier is paid twice', async () => {
    const db = database();
    await bad.onInvoiceApproved(db, invoice);
    await bad.onInvoiceApproved(db, invoice);
    expect(await executed(db)).toBe(2);
  });
});

describe('an id from the invoice', () => {
  it('makes the second transfer the first, even from a restored database', async () => {
    const [db, restored] = [database(), database()];
    for (const each of [db, db, restored]) await good.onInvoiceApproved(each, invoice);
    expect(await executed(db, restored)).toBe(1);
  });
});
