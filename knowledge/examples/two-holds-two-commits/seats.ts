import type { Decider } from '../../platform/decider.ts';
import type { SeatAnswer, SeatCommand } from './messages.ts';

/** Internal: a reservation has run out before anybody confirmed it. */
type Lapsed = Readonly<{ type: 'ReservationLapsed'; data: { bookingId: string; seatId: string } }>;
export type SeatEvent = SeatAnswer | Lapsed;

export type Seat = Readonly<{
  /** The booking it is kept or sold for. */
  holder: string | null;
  sold: boolean;
  /** Bookings that have had their answer, and bookings that will not get the seat any more. */
  answered: readonly string[];
  released: readonly string[];
}>;

/** One seat, whoever wants it: the place where two bookings meet. */
export const seat: Decider<Seat, SeatCommand, SeatEvent> = {
  initial: { holder: null, sold: false, answered: [], released: [] },

  decide({ type, data }, { holder, sold, answered, released }) {
    const { bookingId } = data;
    switch (type) {
      case 'ReserveSeat':
        if (answered.includes(bookingId) || released.includes(bookingId)) return [];
        return [{ type: holder === null ? 'SeatReserved' : 'SeatTaken', data }];
      case 'ConfirmSeat':
        if (holder !== bookingId) return [{ type: 'ReservationExpired', data }];
        return sold ? [] : [{ type: 'SeatConfirmed', data }];
      case 'ExpireReservation':
        return holder === bookingId && !sold ? [{ type: 'ReservationLapsed', data }] : [];
      case 'ReleaseSeat':
        return released.includes(bookingId) ? [] : [{ type: 'SeatReleased', data }];
    }
  },

  evolve(state, { type, data: { bookingId } }) {
    switch (type) {
      case 'SeatReserved':
        return { ...state, holder: bookingId, answered: [...state.answered, bookingId] };
      case 'SeatTaken':
        return { ...state, answered: [...state.answered, bookingId] };
      case 'SeatConfirmed':
        return { ...state, sold: true };
      case 'ReservationLapsed':
        return { ...state, holder: null };
      case 'SeatReleased': {
        const released = [...state.released, bookingId];
        return state.holder === bookingId ? { ...state, released, holder: null, sold: false } : { ...state, released };
      }
      case 'ReservationExpired':
        return state;
    }
  },
};
