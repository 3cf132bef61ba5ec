import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, type Message, type Status } from './payment.ts';

type OnItsWay = Message | 'RequestPayment';

/** Delivers in any order and repeats at will; the bank takes money once and gives it back once. */
const play = (choices: readonly number[]) => {
  const pending: OnItsWay[] = ['RequestPayment', 'DeadlinePassed'];
  let [status, taken, closed]: [Status, boolean, boolean] = ['waiting', false, false];
  for (let step = 0; pending.length > 0; step++) {
    const choice = choices[step] ?? 1;
    const index = Math.floor(choice / 2) % pending.length;
    const message = pending[index] ?? 'DeadlinePassed';
    if (choice % 2 === 1) pending.splice(index, 1);
    if (message === 'RequestPayment') {
      if (taken || closed) continue;
      taken = true;
      pending.push('PaymentCompleted');
      continue;
    }
    const answer = decide(status, message);
    status = answer.status;
    if (answer.wish === 'RefundPayment') {
      [taken, closed] = [false, true];
      pending.push('PaymentRefunded');
    }
  }
  return { status, taken };
};

describe('a payment with a deadline', () => {
  it('keeps money only when it is paid, in every order and with any repeats', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 10 }), (choices) => {
        const { status, taken } = play(choices);
        expect(['paid', 'cancelled']).toContain(status);
        expect(taken).toBe(status === 'paid');
      }),
      { numRuns: 500 },
    );
  });

  it.each<Status>(['paid', 'given up', 'cancelled'])('does nothing when the deadline fires in "%s"', (status) => {
    expect(decide(status, 'DeadlinePassed')).toEqual({ status });
  });

  it.each<Status>(['given up', 'cancelled'])('undoes a success that comes when it is already "%s"', (status) => {
    expect(decide(status, 'PaymentCompleted')).toEqual({ status, wish: 'RefundPayment' });
  });
});
