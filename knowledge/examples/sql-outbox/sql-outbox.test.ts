import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { crashing } from '../../platform/crashing.ts';
import { type Scenario, search } from '../../platform/faults.ts';
import { relay, within } from '../../platform/outbox.ts';
import { postgresInbox, postgresOutbox } from '../../platform/postgres.ts';
import { type Message, openAccount, schema, welcome } from './accounts.ts';

const postgres = new PGlite();
const tables = readFileSync(new URL('../../platform/postgres.sql', import.meta.url), 'utf8') + schema;
const outbox = postgresOutbox<Message>(postgres);
const empty = () => postgres.exec(`${tables}; TRUNCATE accounts, welcomes, outbox, inbox, dead_letters;`);
beforeEach(empty);
afterAll(() => postgres.close());

const select = async (text: string) => (await postgres.query<{ value: string }>(text)).rows.map(({ value }) => value);

/** Opens two accounts. Promised: both are welcomed, once. */
const accounts: Scenario<Message> = async (world) => {
  await empty();
  const database = crashing(world, postgres, 'the database');
  world.boot(() => {
    world.relay(outbox);
    world.register(['OpenAccount'], (command, cause) => openAccount(database, outbox, command, cause));
    world.subscribe(['AccountOpened'], (event) => welcome(database, postgresInbox(), event));
  });
  for (const accountId of ['a1', 'a2']) await world.send({ type: 'OpenAccount', data: { accountId, owner: 'ann' } });
  return async () => {
    expect(await select('SELECT account AS value FROM welcomes ORDER BY account')).toEqual(['a1', 'a2']);
    expect(await select(`SELECT message->>'id' AS value FROM outbox`)).toEqual([]);
    expect(world.deadLetters).toEqual([]);
  };
};

describe('the SQL outbox', () => {
  it('loses nothing and does nothing twice under any fault, in PostgreSQL', async () => {
    const { failure, runs } = await search({ faults: 1 }, accounts);
    expect(failure).toBeNull();
    expect(runs).toBeGreaterThan(15);
  });

  it('tells nobody of what was rolled back', async () => {
    const refused = postgres.transaction(async (tx) => {
      await within(tx, outbox).publish({ type: 'AccountOpened', data: { accountId: 'a1', owner: 'ann' } });
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    expect(await outbox.unpublished(10)).toEqual([]);
  });

  it('sets a poison row aside and goes on', async () => {
    await postgres.transaction(async (tx) => {
      for (const accountId of ['poison', 'a2']) {
        await within(tx, outbox).publish({ type: 'AccountOpened', data: { accountId, owner: 'ann' } });
      }
    });
    const published: string[] = [];
    for (let turn = 0; turn < 6; turn++) {
      await relay(outbox, async ({ body }) => {
        if (body.data.accountId === 'poison') throw new Error('message too large');
        published.push(body.data.accountId);
      });
    }
    expect(published).toEqual(['a2']);
    expect(await select('SELECT reason AS value FROM dead_letters')).toEqual(['Error: message too large']);
  });
});
