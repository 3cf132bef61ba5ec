import { expect, it } from 'vitest';
import { search } from '../../platform/faults.ts';
import { inMemoryInbox } from '../../platform/inbox.ts';
import { inMemoryOutbox } from '../../platform/outbox.ts';
import { type ReserveStock, reserve, type StockAnswer } from './stock.ts';

it('gives the last three to one of two orders, and nothing is half done', async () => {
  type Flow = ReserveStock | StockAnswer;
  const { failure, runs } = await search<Flow>({ faults: 2 }, async (world) => {
    const database = world.database('stock');
    const [inbox, outbox] = [inMemoryInbox(database), inMemoryOutbox<Flow>(database)];
    const [shelf, answers] = [database.table<number>(), database.table<string>()];
    shelf.put({ onRollback() {} }, 'tea', 3);
    world.boot(() => {
      world.relay(outbox);
      world.register(['ReserveStock'], (command, cause) =>
        reserve<Flow>({ database, inbox, outbox, shelf }, command, cause),
      );
      world.subscribe(['StockReserved', 'StockUnavailable'], ({ type, data }) =>
        database.transaction(async (tx) => answers.put(tx, `${data.orderId} ${type}`, type)),
      );
    });
    for (const orderId of ['o1', 'o2']) {
      await world.send({ type: 'ReserveStock', data: { orderId, sku: 'tea', quantity: 2 } });
    }
    return async () => {
      expect(shelf.get('tea')).toBe(1);
      expect(answers.values().sort()).toEqual(['StockReserved', 'StockUnavailable']);
    };
  });
  expect(failure).toBeNull();
  expect(runs).toBeGreaterThan(100);
});
