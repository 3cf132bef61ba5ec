import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply, type Change, empty, set, undo } from './balance.ts';

const changes = fc.uniqueArray(fc.record({ id: fc.string(), by: fc.integer({ min: -500, max: 500 }) }), {
  selector: ({ id }) => id,
  minLength: 2,
  maxLength: 6,
});

describe('commutative updates', () => {
  it('give the same balance in every order and with any repeats', () => {
    const orders = changes.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
    );
    fc.assert(
      fc.property(orders, ([all, order]) => {
        const amount = all.reduce((sum, { by }) => sum + by, 0);
        expect(order.reduce(apply, empty).amount).toBe(amount);
      }),
    );
  });

  it('can be undone while others go on', () => {
    fc.assert(
      fc.property(changes, ([first, ...others]) => {
        const undone: Change[] = first === undefined ? [] : [undo(first), ...others, first];
        const amount = others.reduce((sum, { by }) => sum + by, 0);
        expect(undone.reduce(apply, empty).amount).toBe(amount);
      }),
    );
  });

  it('keep what an update that sets would lose', () => {
    const [a, b]: readonly [Change, Change] = [
      { id: 'a', by: 100 },
      { id: 'b', by: 20 },
    ];
    // Both have read 0 before either wrote.
    expect(set(set(0, 0, a), 0, b)).toBe(20);
    expect(apply(apply(empty, a), b).amount).toBe(120);
  });
});
