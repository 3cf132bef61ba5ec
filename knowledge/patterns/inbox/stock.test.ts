import { expect, it } from 'vitest';
import { search } from '../../platform/faults.ts';
import { inMemoryOutbox } from '../../platform/outbox.ts';
import { type ReserveStock, reserve, type StockAnswered } from './stock.ts';

it('has one effect and the same answer each time it is asked', async () => {
  type Flow = ReserveStock | StockAnswered;
  const { failure, runs } = await search<Flow>({ faults: 2 }, async (world) => {
    const database = world.database('stock');
    const [answers, left, heard] = [database.table<StockAnswered>(), database.table<number>(), database.table<true>()];
    const outbox = inMemoryOutbox<Flow>(database);
    left.put({ onRollback() {} }, 'tea', 3);
    world.boot(() => {
      world.relay(outbox);
      world.register(['ReserveStock'], (command, cause) =>
        reserve({ database, answers, left, outbox }, command, cause),
      );
      world.subscribe(['StockAnswered'], ({ data }) =>
        database.transaction(async (tx) => heard.put(tx, `${data.orderId} ${data.reserved}`, true)),
      );
    });
    // The operator replays the same wish: another delivery, the same fact.
    for (let delivery = 0; delivery < 2; delivery++) {
      await world.send({ type: 'ReserveStock', data: { orderId: 'o1', quantity: 2 } });
    }
    return async () => {
      expect(left.get('tea')).toBe(1);
      expect(heard.get('o1 true')).toBe(true);
      expect(heard.values()).toHaveLength(1);
    };
  });
  expect(failure).toBeNull();
  expect(runs).toBeGreaterThan(100);
});
