import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { due, type List, type OrderEvent, when } from './todo.ts';

const none: List = new Map();
const orderIds = fc.constantFrom('o1', 'o2', 'o3');
const events = fc.oneof(
  fc
    .tuple(orderIds, fc.nat(100))
    .map(([orderId, payBy]): OrderEvent => ({ type: 'OrderPlaced', data: { orderId, payBy } })),
  orderIds.map((orderId): OrderEvent => ({ type: 'PaymentCompleted', data: { orderId } })),
  orderIds.map((orderId): OrderEvent => ({ type: 'OrderCancelled', data: { orderId } })),
);

describe('the to-do list', () => {
  it('has exactly what is open, after any history', () => {
    fc.assert(
      fc.property(fc.array(events), (history) => {
        const list = history.reduce(when, none);
        for (const orderId of ['o1', 'o2', 'o3']) {
          const last = history.findLast((event) => event.data.orderId === orderId);
          expect(list.has(orderId)).toBe(last?.type === 'OrderPlaced');
        }
      }),
    );
  });

  it('asks again with the same id until the event comes', () => {
    const placed: OrderEvent = { type: 'OrderPlaced', data: { orderId: 'o1', payBy: 10 } };
    const list = when(none, placed);
    expect(due(list, 9)).toEqual([]);
    expect(due(list, 10)).toEqual(due(list, 99));
    expect(due(list, 10)).toEqual([{ id: 'cancel/o1/10', type: 'CancelOrder', data: { orderId: 'o1' } }]);
    expect(due(when(list, { type: 'OrderCancelled', data: { orderId: 'o1' } }), 99)).toEqual([]);
  });
});
