import type { Answer, BookingCommand, BookingEvent, PaymentCommand, SeatCommand } from './messages.ts';

export type Booking = Readonly<{
  /** holding: asks for both holds; confirming: holds both, takes the seat; capturing: has the seat, takes the money. */
  status: 'not started' | 'holding' | 'confirming' | 'capturing' | 'undoing' | 'completed' | 'cancelled';
  bookingId: string;
  seatId: string;
  authorised: boolean;
  reserved: boolean;
  voided: boolean;
  released: boolean;
}>;

export const notStarted: Booking = {
  status: 'not started',
  bookingId: '',
  seatId: '',
  authorised: false,
  reserved: false,
  voided: false,
  released: false,
};

export type Step = Readonly<{
  state: Booking;
  send: readonly (PaymentCommand | SeatCommand)[];
  publish: readonly BookingEvent[];
}>;

/** The process, all of it: the next state for an input, and what is to be sent and told with it. */
export function advance(state: Booking, input: BookingCommand | Answer): Step {
  const { bookingId, seatId } = state;
  switch (input.type) {
    case 'BookSeat': {
      // Neither hold costs anything yet, and both expire by themselves.
      const { price, ...ids } = input.data;
      const authorise = { bookingId: ids.bookingId, amount: price };
      return go({ ...state, ...ids }, 'not started', 'holding', [
        { type: 'AuthorisePayment', data: authorise },
        { type: 'ReserveSeat', data: ids },
      ]);
    }
    case 'PaymentAuthorised':
      return commit({ ...state, authorised: true });
    case 'SeatReserved':
      return commit({ ...state, reserved: true });
    case 'SeatConfirmed':
      // The seat can be given back, the money can not so easily: it comes last.
      return go(state, 'confirming', 'capturing', [{ type: 'CapturePayment', data: { bookingId } }]);
    case 'PaymentCaptured':
      return go(state, 'capturing', 'completed', [], [{ type: 'BookingCompleted', data: { bookingId } }]);
    case 'PaymentRefused':
    case 'SeatTaken':
    case 'ExpireBooking':
      return undo(state, 'holding');
    case 'ReservationExpired':
      return undo(state, 'confirming');
    case 'AuthorisationExpired':
      return undo(state, 'capturing');
    case 'PaymentVoided':
      return cancel({ ...state, voided: true });
    case 'SeatReleased':
      return cancel({ ...state, released: true });
  }

  function commit(next: Booking): Step {
    if (!next.authorised || !next.reserved) return { state: next, send: [], publish: [] };
    return go(next, 'holding', 'confirming', [{ type: 'ConfirmSeat', data: { bookingId, seatId } }]);
  }

  /** Asks both sides, whatever they have answered so far: what comes late must find a tombstone. */
  function undo(next: Booking, from: Booking['status']): Step {
    return go(next, from, 'undoing', [
      { type: 'VoidPayment', data: { bookingId } },
      { type: 'ReleaseSeat', data: { bookingId, seatId } },
    ]);
  }

  function cancel(next: Booking): Step {
    if (!next.voided || !next.released) return { state: next, send: [], publish: [] };
    return go(next, 'undoing', 'cancelled', [], [{ type: 'BookingCancelled', data: { bookingId } }]);
  }
}

/** A transition; from any other state than the one it leaves, nothing happens. */
function go(
  state: Booking,
  from: Booking['status'],
  to: Booking['status'],
  send: Step['send'],
  publish: Step['publish'] = [],
): Step {
  if (state.status !== from) return { state, send: [], publish: [] };
  return { state: { ...state, status: to }, send, publish };
}
