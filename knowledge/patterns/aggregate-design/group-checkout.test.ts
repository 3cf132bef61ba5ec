import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type GroupCommand, type GroupEvent, groupCheckout } from './group-checkout.ts';

const groupId = 'g';
const start: GroupCommand = { type: 'StartGroupCheckout', data: { groupId, guestIds: ['ann', 'bob'] } };
const annPaid: GroupCommand = { type: 'RecordGuestSettled', data: { groupId, guestId: 'ann' } };
const bobOwes: GroupCommand = { type: 'RecordGuestRefused', data: { groupId, guestId: 'bob' } };
const bobPaid: GroupCommand = { type: 'RecordGuestSettled', data: { groupId, guestId: 'bob' } };

const play = (commands: readonly GroupCommand[]): readonly GroupEvent[] => {
  let state = groupCheckout.initial;
  return commands.flatMap((command) => {
    const events = groupCheckout.decide(command, state);
    state = events.reduce(groupCheckout.evolve, state);
    return events;
  });
};

it.each([
  { name: 'closes with the last one', commands: [start, annPaid, bobPaid], last: 'GroupCheckoutCompleted' },
  { name: 'fails with one refusal', commands: [start, bobOwes, annPaid], last: 'GroupCheckoutFailed' },
  { name: 'lets the first answer stand', commands: [start, bobOwes, bobPaid], last: 'GuestRefused' },
  { name: 'has no answer before the start', commands: [annPaid], last: undefined },
])('$name', ({ commands, last }) => {
  expect(play(commands).at(-1)?.type).toBe(last);
});

it('decides once, with the same result, in every order and with any repeats', () => {
  const messages = [annPaid, bobOwes, annPaid, bobOwes, start];
  fc.assert(
    fc.property(fc.shuffledSubarray(messages, { minLength: messages.length }), (order) => {
      const ends = play([start, ...order]).filter(({ type }) => type.startsWith('GroupCheckoutF'));
      expect(ends).toEqual([{ type: 'GroupCheckoutFailed', data: { groupId, guestIds: ['bob'] } }]);
    }),
  );
});
