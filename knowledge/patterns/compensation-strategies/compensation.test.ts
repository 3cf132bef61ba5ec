import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Entry, type Payment, plan, refund, request } from './compensation.ts';

const entry = (text: string): Entry[] =>
  text.split(', ').flatMap((part) => {
    const [step, outcome] = part.split(' ');
    const known = (['asked', 'done', 'refused', 'undone'] as const).find((each) => each === outcome);
    return step !== undefined && known !== undefined ? [{ step, outcome: known }] : [];
  });

describe('plan', () => {
  it.each([
    ['pay done, reserve done, ship refused', ['reserve', 'pay']],
    ['pay done, reserve asked', ['reserve', 'pay']],
    ['pay refused', []],
    ['pay done, reserve done, reserve undone', ['pay']],
    ['pay asked, pay done', ['pay']],
  ])('%s', (history, steps) => {
    expect(plan(entry(history))).toEqual(steps);
  });
});

describe('a payment and its refund', () => {
  it('keeps no money once a refund was asked for, in any order and with any repeats', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 8 }), (isRefund) => {
        let payment: Payment = 'unknown';
        let balance = 0;
        for (const undo of isRefund) {
          const moved: ReturnType<typeof refund> = undo ? refund(payment, 500) : request(payment, 500);
          payment = moved.payment;
          balance += moved.amount;
          expect(balance).toBeGreaterThanOrEqual(0);
        }
        if (isRefund.includes(true)) expect(balance).toBe(0);
        else expect(balance).toBe(isRefund.length > 0 ? 500 : 0);
      }),
    );
  });
});
