type Is<T extends string, D> = Readonly<{ type: T; data: Readonly<D> }>;
type Booking = { bookingId: string };
type Seat = Booking & { seatId: string };

export type BookingCommand = Is<'BookSeat', Seat & { price: number }> | Is<'ExpireBooking', Booking>;
export type BookingEvent = Is<'BookingCompleted', Booking> | Is<'BookingCancelled', Booking>;

export type PaymentCommand =
  | Is<'AuthorisePayment', Booking & { amount: number }>
  /** The point of no return. */
  | Is<'CapturePayment', Booking>
  /** Works on whatever there is, and on what has not come yet. */
  | Is<'VoidPayment', Booking>
  /** What payments sends to itself with every authorisation. */
  | Is<'ExpireAuthorisation', Booking>;
export type PaymentAnswer =
  | Is<'PaymentAuthorised', Booking & { amount: number }>
  | Is<'PaymentRefused', Booking>
  | Is<'PaymentCaptured', Booking>
  | Is<'AuthorisationExpired', Booking>
  | Is<'PaymentVoided', Booking>;

export type SeatCommand =
  | Is<'ReserveSeat', Seat>
  | Is<'ConfirmSeat', Seat>
  | Is<'ReleaseSeat', Seat>
  | Is<'ExpireReservation', Seat>;
export type SeatAnswer =
  | Is<'SeatReserved', Seat>
  | Is<'SeatTaken', Seat>
  | Is<'SeatConfirmed', Seat>
  | Is<'ReservationExpired', Seat>
  | Is<'SeatReleased', Seat>;

export type Answer = PaymentAnswer | SeatAnswer;
export type Message = BookingCommand | BookingEvent | PaymentCommand | SeatCommand | Answer;
