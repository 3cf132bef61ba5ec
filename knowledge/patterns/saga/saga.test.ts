import { describe, expect, it } from 'vitest';
import type { Transaction } from '../../platform/database.ts';
import { search } from '../../platform/faults.ts';
import { inMemoryInbox } from '../../platform/inbox.ts';
import type { Cause } from '../../platform/message.ts';
import { inMemoryOutbox, within } from '../../platform/outbox.ts';
import { type OrderCommand, type OrderEvent, orderSaga } from './saga.ts';

type Flow = OrderCommand | OrderEvent;
const order = { orderId: 'o1' };
const events = [
  'OrderPlaced',
  'PaymentCompleted',
  'StockReserved',
  'PaymentDeclined',
  'StockUnavailable',
  'PaymentRefunded',
] as const;

describe('the saga', () => {
  it.each<[OrderEvent, OrderCommand]>([
    [
      { type: 'OrderPlaced', data: { ...order, total: 500 } },
      { type: 'RequestPayment', data: { ...order, amount: 500 } },
    ],
    [
      { type: 'PaymentCompleted', data: order },
      { type: 'ReserveStock', data: order },
    ],
    [
      { type: 'StockReserved', data: order },
      { type: 'CompleteOrder', data: order },
    ],
    [
      { type: 'PaymentDeclined', data: order },
      { type: 'CancelOrder', data: order },
    ],
    [
      { type: 'StockUnavailable', data: order },
      { type: 'RefundPayment', data: order },
    ],
    [
      { type: 'PaymentRefunded', data: order },
      { type: 'CancelOrder', data: order },
    ],
  ])('answers $type', (event, command) => {
    expect(orderSaga(event)).toEqual([command]);
  });

  it('keeps money only for a completed order, whatever goes wrong', async () => {
    const { failure, runs } = await search<Flow>({ faults: 2 }, async (world) => {
      const database = world.database('shop');
      const [inbox, outbox] = [inMemoryInbox(database), inMemoryOutbox<Flow>(database)];
      const [money, orders] = [database.table<number>(), database.table<string>()];
      const once = (key: string, cause: Cause, effect: (tx: Transaction) => OrderEvent) =>
        database.transaction(async (tx) => {
          if (await inbox.accept(tx, key)) await within(tx, outbox).publish(effect(tx), cause);
        });
      world.boot(() => {
        world.relay(outbox);
        world.subscribe(events, async (event, cause) => {
          for (const command of orderSaga(event)) await world.send(command, cause);
        });
        world.register(['RequestPayment'], ({ data }, cause) =>
          once(`pay/${data.orderId}`, cause, (tx) => {
            if (world.may('refusal by payments')) return { type: 'PaymentDeclined', data: order };
            money.put(tx, data.orderId, data.amount);
            return { type: 'PaymentCompleted', data: order };
          }),
        );
        world.register(['ReserveStock'], ({ data }, cause) =>
          once(`reserve/${data.orderId}`, cause, () => ({
            type: world.may('refusal by warehouse') ? 'StockUnavailable' : 'StockReserved',
            data: order,
          })),
        );
        world.register(['RefundPayment'], ({ data }, cause) =>
          once(`refund/${data.orderId}`, cause, (tx) => {
            money.delete(tx, data.orderId);
            return { type: 'PaymentRefunded', data: order };
          }),
        );
        world.register(['CompleteOrder', 'CancelOrder'], ({ type, data }) =>
          database.transaction(async (tx) => orders.put(tx, data.orderId, type)),
        );
      });
      await world.publish({ type: 'OrderPlaced', data: { ...order, total: 500 } });
      return async () => {
        expect(orders.values()).toHaveLength(1);
        expect(money.values()).toHaveLength(orders.get('o1') === 'CompleteOrder' ? 1 : 0);
        expect(world.deadLetters).toEqual([]);
      };
    });
    expect(failure).toBeNull();
    expect(runs).toBeGreaterThan(100);
  });
});
