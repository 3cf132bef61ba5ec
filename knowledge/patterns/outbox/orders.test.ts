import { describe, expect, it } from 'vitest';
import { search } from '../../platform/faults.ts';
import { inMemoryOutbox } from '../../platform/outbox.ts';
import { type OrderMessage, place } from './orders.ts';

describe('the outbox', () => {
  it('gives order and event one fate, and repeats only with the same id', async () => {
    let repeated = false;
    const only = (fault: string) => fault.startsWith('crash');
    const { failure } = await search<OrderMessage>({ faults: 3, only }, async (world) => {
      const database = world.database('orders');
      const [rows, heard] = [database.table<'placed'>(), database.table<number>()];
      const outbox = inMemoryOutbox<OrderMessage>(database);
      world.boot(() => {
        world.relay(outbox);
        world.register(['PlaceOrder'], ({ data }, cause) => place({ database, rows, outbox }, data.orderId, cause));
        world.subscribe(['OrderPlaced'], (_, cause) =>
          database.transaction(async (tx) => heard.put(tx, cause.id, (heard.get(cause.id) ?? 0) + 1)),
        );
      });
      await world.send({ type: 'PlaceOrder', data: { orderId: 'o1' } });
      return async () => {
        repeated ||= heard.values().some((times) => times > 1);
        expect(rows.values()).toHaveLength(1);
        expect(heard.values()).toHaveLength(1);
      };
    });
    expect(failure).toBeNull();
    expect(repeated).toBe(true);
  });
});
