import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CheckoutCommand, type CheckoutEvent, decide, evolve, notStarted } from './checkout.ts';

const groupId = 'g';
const started: CheckoutEvent = { type: 'GroupCheckoutStarted', data: { groupId, guestIds: ['ann', 'bob'] } };
const annOut: CheckoutEvent = { type: 'GuestCheckedOut', data: { groupId, guestId: 'ann' } };
const bobOwes: CheckoutEvent = { type: 'GuestCheckoutRefused', data: { groupId, guestId: 'bob' } };
const deadline: CheckoutEvent = { type: 'CheckoutDeadlinePassed', data: { groupId } };
const close: CheckoutCommand = { type: 'CloseGroup', data: { groupId, refused: ['bob'] } };

const play = (events: readonly CheckoutEvent[]): readonly CheckoutCommand[] => {
  let state = notStarted;
  return events.flatMap((event) => {
    const commands = decide(event, state);
    state = evolve(state, event);
    return commands;
  });
};

describe('the group checkout', () => {
  it.each<{ name: string; given: CheckoutEvent[]; when: CheckoutEvent; then: readonly CheckoutCommand[] }>([
    { name: 'waits for the others', given: [started], when: annOut, then: [] },
    { name: 'ignores a repeat', given: [started, annOut], when: annOut, then: [] },
    { name: 'closes with the last answer', given: [started, annOut], when: bobOwes, then: [close] },
    {
      name: 'asks a person when it is late',
      given: [started, annOut],
      when: deadline,
      then: [{ type: 'AskFrontDesk', data: { groupId, missing: ['bob'] } }],
    },
    { name: 'ignores a deadline after the end', given: [started, annOut, bobOwes], when: deadline, then: [] },
    { name: 'does not start again', given: [started, annOut, bobOwes], when: started, then: [] },
  ])('$name', ({ given, when, then }) => {
    const state = given.reduce(evolve, notStarted);
    expect(decide(when, state)).toEqual(then);
  });

  it('closes once, with the same result, in every order and with any repeats', () => {
    const answers = [annOut, bobOwes, deadline, annOut, bobOwes, deadline, started];
    fc.assert(
      fc.property(fc.shuffledSubarray(answers, { minLength: answers.length }), (order) => {
        const closed = play([started, ...order]).filter((command) => command.type === 'CloseGroup');
        expect(closed).toEqual([close]);
      }),
    );
  });
});
