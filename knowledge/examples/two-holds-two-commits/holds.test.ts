import { describe, expect, it } from 'vitest';
import { fold } from '../../platform/decider.ts';
import { search } from '../../platform/faults.ts';
import { advance, type Booking, notStarted } from './booking.ts';
import type { Answer } from './messages.ts';
import { booking } from './scenario.ts';
import { seat } from './seats.ts';

describe('two holds, then two commits', () => {
  it.each([
    { name: 'one person, any two faults', people: ['ann'], faults: 2, least: 1000 },
    { name: 'two people, any single fault', people: ['ann', 'bob'], faults: 1, least: 100 },
  ])('nobody pays for nothing: $name', async ({ people, faults, least }) => {
    const { failure, runs } = await search({ faults }, booking(...people));
    expect(failure).toBeNull();
    expect(runs).toBeGreaterThan(least);
  });
});

const ids = { bookingId: 'b', seatId: 's' };
const holding: Booking = { ...notStarted, ...ids, status: 'holding' };
const capturing: Booking = { ...holding, status: 'capturing', authorised: true, reserved: true };
const undoing: Booking = { ...holding, status: 'undoing' };
const authorised: Answer = { type: 'PaymentAuthorised', data: { bookingId: 'b', amount: 1 } };
const reserved: Answer = { type: 'SeatReserved', data: ids };

describe('a booking', () => {
  it.each([
    { name: 'waits for the second hold', given: holding, when: authorised, then: 'holding', sends: [] },
    {
      name: 'takes the seat first',
      given: { ...holding, authorised: true },
      when: reserved,
      then: 'confirming',
      sends: ['ConfirmSeat'],
    },
    {
      name: 'goes back when a hold is gone',
      given: capturing,
      when: { type: 'AuthorisationExpired', data: { bookingId: 'b' } } as const,
      then: 'undoing',
      sends: ['VoidPayment', 'ReleaseSeat'],
    },
    { name: 'is not changed by a late hold', given: undoing, when: reserved, then: 'undoing', sends: [] },
    {
      name: 'ignores a late deadline',
      given: capturing,
      when: { type: 'ExpireBooking', data: { bookingId: 'b' } } as const,
      then: 'capturing',
      sends: [],
    },
  ])('$name', ({ given, when, then, sends }) => {
    const { state, send } = advance(given, when);
    expect(state.status).toBe(then);
    expect(send.map(({ type }) => type)).toEqual(sends);
  });
});

describe('a seat', () => {
  it('is not kept for a booking that was given up before it asked', () => {
    const released = fold(seat, [{ type: 'SeatReleased', data: ids }]);
    expect(seat.decide({ type: 'ReserveSeat', data: ids }, released)).toEqual([]);
  });
});
