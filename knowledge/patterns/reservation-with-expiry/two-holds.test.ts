import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, initial, type Message, type Wish } from './two-holds.ts';

/** Plays messages in the given order, answers a capture, and returns every wish. */
const play = (messages: readonly Message[]) => {
  const wishes: Wish[] = [];
  let state = initial;
  const pending = [...messages];
  for (let message = pending.shift(); message !== undefined; message = pending.shift()) {
    const step = decide(state, message);
    state = step.next;
    wishes.push(...step.wishes);
    if (step.wishes.includes('CapturePayment')) pending.push('PaymentCaptured');
  }
  return { status: state.status, wishes };
};

const anyOrder = (messages: readonly Message[]) => fc.shuffledSubarray([...messages], { minLength: messages.length });

describe('two holds, then two commits', () => {
  it('captures once and commits once when both are held in time, in every order with repeats', () => {
    const yes: readonly Message[] = ['PaymentAuthorised', 'StockReserved', 'PaymentAuthorised', 'StockReserved'];
    fc.assert(
      fc.property(anyOrder(yes), (order) => {
        expect(play(order)).toEqual({ status: 'completed', wishes: ['CapturePayment', 'CommitStock'] });
      }),
    );
  });

  it('lets both go when one is refused, however late the other answers', () => {
    const refused: readonly Message[] = ['PaymentAuthorised', 'StockRefused', 'PaymentAuthorised', 'DeadlinePassed'];
    fc.assert(
      fc.property(anyOrder(refused), (order) => {
        const { status, wishes } = play(order);
        expect(status).toBe('given up');
        expect(wishes).not.toContain('CapturePayment');
        expect(wishes).toEqual(expect.arrayContaining(['VoidAuthorisation', 'ReleaseStock']));
      }),
    );
  });

  it('either completes or lets both go when the deadline races with the answers', () => {
    const race: readonly Message[] = ['PaymentAuthorised', 'StockReserved', 'DeadlinePassed'];
    fc.assert(
      fc.property(anyOrder(race), (order) => {
        const { status, wishes } = play(order);
        expect(wishes.includes('CapturePayment')).toBe(status === 'completed');
        expect(wishes.includes('ReleaseStock')).toBe(status === 'given up');
      }),
    );
  });
});
