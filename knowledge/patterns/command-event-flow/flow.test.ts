import { describe, expect, it } from 'vitest';
import { check, type Flow } from './flow.ts';

const order: Flow = {
  starts: 'OrderPlaced',
  hops: [
    { on: 'OrderPlaced', command: 'RequestPayment', success: 'PaymentCompleted', refusal: 'PaymentDeclined' },
    { on: 'PaymentCompleted', command: 'ReserveStock', success: 'StockReserved', refusal: 'StockUnavailable' },
    { on: 'StockReserved', command: 'CompleteOrder', success: 'OrderCompleted' },
    { on: 'StockUnavailable', command: 'RefundPayment', success: 'PaymentRefunded' },
    { on: 'PaymentRefunded', command: 'CancelOrder', success: 'OrderCancelled' },
    { on: 'PaymentDeclined', command: 'CancelOrder', success: 'OrderCancelled' },
  ],
  outcomes: ['OrderCompleted', 'OrderCancelled'],
};

const without = (on: string): Flow => ({ ...order, hops: order.hops.filter((hop) => hop.on !== on) });

describe('check', () => {
  it('finds nothing in layers that fit', () => {
    expect(check(order)).toEqual([]);
  });

  it.each<[string, Flow, readonly string[]]>([
    [
      'a refusal nobody handles',
      without('StockUnavailable'),
      ['nobody publishes PaymentRefunded', 'nobody goes on after StockUnavailable'],
    ],
    ['a wrong start', { ...order, starts: 'CartConfirmed' }, ['nobody publishes OrderPlaced']],
    [
      'an outcome out of reach',
      { ...order, outcomes: [...order.outcomes, 'OrderReturned'] },
      ['OrderReturned can never happen'],
    ],
    [
      'an event used as a command',
      {
        ...order,
        hops: [...order.hops, { on: 'OrderPlaced', command: 'StockReserved', success: 'OrderCompleted' }],
      },
      ['StockReserved is both a wish and a fact'],
    ],
  ])('finds %s', (_, flow, problems) => {
    expect(check(flow)).toEqual(problems);
  });
});
