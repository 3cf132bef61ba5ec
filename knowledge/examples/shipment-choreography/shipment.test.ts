import { describe, expect, it } from 'vitest';
import { search } from '../../platform/faults.ts';
import { shipment } from './scenario.ts';
import { learn, unknown } from './shipping.ts';

describe('the choreographed shipment', () => {
  it('loses nothing and does nothing twice under any three faults', async () => {
    const { failure, runs } = await search({ faults: 3 }, shipment());
    expect(failure).toBeNull();
    expect(runs).toBeGreaterThan(2000);
  });

  it.each([1, 2, 3, 4, 5, 6, 7])('does not work without subscription %i', async (left) => {
    const { failure } = await search(
      { faults: 1 },
      shipment((events) => {
        let made = 0;
        return {
          subscribe(types, handler) {
            if (++made !== left) events.subscribe(types, handler);
          },
        };
      }),
    );
    expect(failure).not.toBeNull();
  });

  it('ships once both facts are known, whichever comes first', () => {
    const items = [{ sku: 'book', quantity: 1 }];
    const placed = { type: 'OrderPlaced', data: { orderId: 'o1', items, total: 1 } } as const;
    const paid = { type: 'PaymentCompleted', data: { orderId: 'o1', amount: 1 } } as const;
    for (const [first, second] of [
      [placed, paid],
      [paid, placed],
    ] as const) {
      const [half, early] = learn(unknown, first);
      const [whole, dispatch] = learn(half, second);
      expect([early, dispatch]).toEqual([null, items]);
      expect(learn(whole, second)[1]).toBeNull();
    }
  });
});
