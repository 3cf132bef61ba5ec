import { describe, expect, it } from 'vitest';
import { fold } from '../../platform/decider.ts';
import { search } from '../../platform/faults.ts';
import type { SalesCommand, SalesEvent } from './messages.ts';
import { answered } from './saga.ts';
import { order } from './sales.ts';
import { fulfilment } from './scenario.ts';

describe('order fulfilment', () => {
  it('loses nothing and does nothing twice under any pair of faults', async () => {
    const { failure, runs } = await search({ faults: 2 }, fulfilment());
    expect(failure).toBeNull();
    expect(runs).toBeGreaterThan(1000);
  });

  it.each(answered)('gets stuck unless the saga answers %s', async (left) => {
    const { failure } = await search({ faults: 2 }, fulfilment(answered.filter((type) => type !== left)));
    expect(failure).not.toBeNull();
  });
});

const data = { orderId: 'o1', items: [{ sku: 'book', quantity: 2 }], total: 50 };
const placed: SalesEvent = { type: 'OrderPlaced', data };
const paid: SalesEvent = { type: 'OrderPaymentRecorded', data: { orderId: 'o1', items: data.items } };
const late: SalesEvent = { type: 'OrderPaymentTimedOut', data: { orderId: 'o1' } };
const done: SalesEvent = { type: 'OrderCompleted', data: { orderId: 'o1' } };
const record: SalesCommand = { type: 'RecordPayment', data: { orderId: 'o1' } };
const expire: SalesCommand = { type: 'ExpirePayment', data: { orderId: 'o1' } };
const cancel: SalesCommand = { type: 'CancelOrder', data: { orderId: 'o1' } };

describe('an order', () => {
  it.each([
    { name: 'records a payment with the items', given: [placed], when: record, then: [paid] },
    { name: 'records a payment once', given: [placed, paid], when: record, then: [] },
    { name: 'does not record a payment after the time-out', given: [placed, late], when: record, then: [] },
    { name: 'times out while unpaid', given: [placed], when: expire, then: [late] },
    { name: 'ignores a time-out that comes late', given: [placed, paid], when: expire, then: [] },
    { name: 'stays fulfilled', given: [placed, paid, done], when: cancel, then: [] },
  ])('$name', ({ given, when, then }) => {
    expect(order.decide(when, fold(order, given))).toEqual(then);
  });
});
