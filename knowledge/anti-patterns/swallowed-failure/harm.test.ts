import { beforeEach, describe, expect, it } from 'vitest';
import { type MemoryDatabase, memsql } from '../../platform/memsql.ts';
import { outboxSchema } from '../../platform/sql-outbox.ts';
import * as bad from './bad/screening.ts';
import * as good from './good/screening.ts';

let db: MemoryDatabase;
const answers = async () => (await db.query(`SELECT type FROM outbox`)).rows.map((row) => row.type);

/** A broker: it delivers again after a rejection, and forgets the message after a success. */
const deliver = async (handle: () => Promise<void>): Promise<number> => {
  for (let deliveries = 1; deliveries <= 10; deliveries++) {
    const handled = await handle().then(
      () => true,
      () => false,
    );
    if (handled) return deliveries;
  }
  return Number.POSITIVE_INFINITY;
};

beforeEach(() => {
  db = memsql(`CREATE TABLE sanctions (name TEXT PRIMARY KEY); INSERT INTO sanctions (name) VALUES ('Blofeld');
    ${outboxSchema}`);
});

describe('a handler that never fails', () => {
  it.each([
    { why: 'the database was away', name: 'Moneypenny', outage: true },
    { why: 'the applicant is listed', name: 'Blofeld', outage: false },
  ])('leaves the onboarding waiting because $why', async ({ name, outage }) => {
    const log = { error: () => undefined, warn: () => undefined };
    if (outage) db.fail('SELECT', new Error('connection refused'));
    expect(await deliver(() => bad.onApplicationSubmitted(db, log, { applicationId: 'a1', name }))).toBe(1);
    expect(await answers()).toEqual([]);
  });
});

describe('a handler that answers or fails', () => {
  it.each([
    { name: 'Moneypenny', answer: 'ApplicantCleared' },
    { name: 'Blofeld', answer: 'ApplicantRefused' },
  ])('answers $answer for $name, in spite of two outages', async ({ name, answer }) => {
    db.fail('SELECT', new Error('connection refused'));
    db.fail('COMMIT', new Error('connection reset'));
    expect(await deliver(() => good.onApplicationSubmitted(db, { applicationId: 'a1', name }))).toBe(3);
    expect(await answers()).toEqual([answer]);
  });
});
