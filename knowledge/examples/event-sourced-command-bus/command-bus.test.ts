import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, describe, expect, it } from 'vitest';
import { inMemoryCheckpoints } from '../../platform/checkpoints.ts';
import { crashing } from '../../platform/crashing.ts';
import type { Transaction } from '../../platform/database.ts';
import { search } from '../../platform/faults.ts';
import { postgresCheckpoints, postgresStream, type Sql } from '../../platform/postgres.ts';
import { inMemoryStream } from '../../platform/stream.ts';
import type { World } from '../../platform/world.ts';
import { finalized } from './forwarder.ts';
import type { Message } from './messages.ts';
import { carts, type Storage } from './scenario.ts';

const postgres = new PGlite();
const schema = readFileSync(new URL('../../platform/postgres.sql', import.meta.url), 'utf8');
afterAll(() => postgres.close());

async function inMemory(world: World<Message>): Promise<Storage<Transaction>> {
  const database = world.database('events');
  return {
    database,
    stream: () => inMemoryStream(database),
    versions: inMemoryCheckpoints(database),
    places: inMemoryCheckpoints(database),
  };
}

async function inPostgres(world: World<Message>): Promise<Storage<Sql>> {
  await postgres.exec(`${schema}; TRUNCATE streams, checkpoints;`);
  const database = crashing(world, postgres, 'events');
  return {
    database,
    stream: postgresStream,
    versions: postgresCheckpoints(postgres),
    places: postgresCheckpoints(postgres),
  };
}

describe('the event-sourced command bus', () => {
  it('loses nothing and does nothing twice under any pair of faults, in memory', async () => {
    const { failure, runs } = await search({ faults: 2 }, carts(inMemory));
    expect(failure).toBeNull();
    expect(runs).toBeGreaterThan(300);
  });

  it('loses nothing and does nothing twice under any fault, in PostgreSQL', async () => {
    const { failure, runs } = await search({ faults: 1 }, carts(inPostgres));
    expect(failure).toBeNull();
    expect(runs).toBeGreaterThan(25);
  });

  it('tells the cart as it was when it was confirmed', () => {
    const line = { cartId: 'c1', lineId: '1', sku: 'book', price: 20 };
    expect(
      finalized({ type: 'CartConfirmed', data: { cartId: 'c1', clientId: 'ann' } }, [
        { type: 'ItemAdded', data: line },
      ]),
    ).toEqual({ type: 'ShoppingCartFinalized', data: { cartId: 'c1', clientId: 'ann', skus: ['book'], total: 20 } });
  });
});
