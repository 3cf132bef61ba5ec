import { describe, expect, it } from 'vitest';
import * as bad from './bad/names.ts';
import * as good from './good/names.ts';

/** Payments refunds every cancelled order that it hears of. */
const refunded = (...events: { type: string; data: { cents: number } }[]): number =>
  events.filter(({ type }) => type === 'orders.order-cancelled').reduce((sum, { data }) => sum + data.cents, 0);

describe('two facts with one name', () => {
  it('refund a cancellation that was refused', () => {
    expect(refunded(bad.cancellationRefused('o1', 4_900))).toBe(4_900);
  });
});

describe('a name for each fact', () => {
  it('refunds what was cancelled', () => {
    expect(refunded(good.cancellationRefused('o1', 4_900), good.orderCancelled('o2', 700))).toBe(700);
  });

  it('is asserted when the service starts', () => {
    expect(() => good.assertDistinct(good.names)).not.toThrow();
    expect(() => good.assertDistinct(bad.names)).toThrow('orderCancelled and cancellationRefused are both called');
  });
});
