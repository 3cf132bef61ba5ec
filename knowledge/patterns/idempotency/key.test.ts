import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, charge, keyOf, nextWish, type Provider, type Wish } from './key.ts';

const wishes = fc.record({ orderId: fc.string(), attempt: fc.nat(9), amount: fc.nat(9999) });

/** Charges each key once, and loses the first answers. */
const bank = (losing: number) => {
  const charged = new Map<string, number>();
  let lost = 0;
  const provider: Provider = {
    charge: async (key, amount): Promise<Answer> => {
      charged.set(key, amount);
      lost += 1;
      return lost <= losing ? 'unknown' : 'charged';
    },
  };
  return { charged, provider };
};

describe('a key', () => {
  it('is the same for the same wish and differs between wishes', () => {
    fc.assert(
      fc.property(wishes, wishes, (a, b) => {
        expect(keyOf({ ...a })).toBe(keyOf(a));
        expect(keyOf(a) === keyOf(b)).toBe(a.orderId === b.orderId && a.attempt === b.attempt);
      }),
    );
  });
});

describe('charge', () => {
  const wish: Wish = { orderId: 'o1', attempt: 1, amount: 500 };

  it('charges once however many answers get lost, and also when it is asked again tomorrow', async () => {
    const { charged, provider } = bank(5);
    const today = await charge(provider, wish, 3);
    expect(today).toBe('unknown');
    expect(nextWish(wish, today)).toEqual(wish);
    expect(await charge(provider, nextWish(wish, today), 9)).toBe('charged');
    expect([...charged.values()]).toEqual([500]);
  });

  it('makes a new wish only of a definite no', () => {
    expect(nextWish(wish, 'declined').attempt).toBe(2);
    expect(nextWish(wish, 'charged')).toBe(wish);
  });
});
