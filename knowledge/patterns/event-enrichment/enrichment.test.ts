import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CartEvent, enrich } from './enrichment.ts';

const added = (sku: string, price: number): CartEvent => ({ type: 'ItemAdded', data: { sku, price } });
const confirmed: CartEvent = { type: 'CartConfirmed', data: { cartId: 'c1' } };
const past = [added('tea', 350), confirmed];

/** What a call back would see: the newest state. */
const enrichFromNow = (stream: readonly CartEvent[]) => enrich([...stream, confirmed], stream.length + 1);

describe('enrich', () => {
  it('tells of the moment it happened, whatever has happened since', () => {
    const later = fc.array(fc.nat(9999).map((price) => added('rum', price)));
    fc.assert(
      fc.property(later, (since) => {
        expect(enrich([...past, ...since], 2)).toEqual(enrich(past, 2));
      }),
    );
  });

  it('differs from what the newest state would say', () => {
    const now = [...past, added('rum', 2100)];
    expect(enrich(now, 2)?.data.total).toBe(350);
    expect(enrichFromNow(now)?.data.total).toBe(2450);
  });

  it('has nothing to tell of an internal event', () => {
    expect(enrich(past, 1)).toBeUndefined();
  });
});
