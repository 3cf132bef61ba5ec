import { describe, expect, it } from 'vitest';
import { type Contract, type OwnCommand, orderOf, paymentOf, translate } from './orders.ts';

describe('the edge of the orders module', () => {
  it.each<[Contract, OwnCommand]>([
    [
      { type: 'ShoppingCartFinalized', data: { cartId: 'c1', customerId: 'ann', total: 700 } },
      { type: 'InitializeOrder', data: { orderId: 'order-c1', buyer: 'ann', due: 700 } },
    ],
    [
      { type: 'PaymentCompleted', data: { paymentId: 'order-c1/payment' } },
      { type: 'RecordPayment', data: { orderId: 'order-c1' } },
    ],
  ])('translates $type', (told, ours) => {
    expect(translate(told)).toEqual(ours);
  });

  it('finds the order of the payment it asked for', () => {
    const orderId = orderOf('c1');
    const told: Contract = { type: 'PaymentCompleted', data: { paymentId: paymentOf(orderId) } };
    expect(translate(told).data.orderId).toBe(orderId);
  });
});
