import { describe, expect, expectTypeOf, it } from 'vitest';
import { type CartEvent, external, type Mentions, type ShoppingCartFinalized } from './shopping.ts';

const added = { cartId: 'c1', sku: 'tea', quantity: 2, price: 350, discountRule: 'VIP-7' };

describe('the border of the module', () => {
  it('lets nothing internal out', () => {
    expect(external({ type: 'ItemAdded', data: added }, { customerId: 'ann', added: [added] })).toEqual([]);
    const told = external({ type: 'CartConfirmed', data: { cartId: 'c1' } }, { customerId: 'ann', added: [added] });
    expect(told).toEqual([
      {
        type: 'ShoppingCartFinalized',
        data: { cartId: 'c1', customerId: 'ann', items: [{ sku: 'tea', quantity: 2, price: 350 }], total: 700 },
      },
    ]);
  });

  it('keeps internal names out of the contract at compile time', () => {
    expectTypeOf<Mentions<ShoppingCartFinalized, 'discountRule'>>().toEqualTypeOf<false>();
    expectTypeOf<Mentions<Extract<CartEvent, { type: 'ItemAdded' }>, 'discountRule'>>().toEqualTypeOf<true>();
  });
});
