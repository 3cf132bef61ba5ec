import type { Decider } from '../../platform/decider.ts';
import type { PaymentAnswer, PaymentCommand } from './messages.ts';

/** Internal: a hold has run out before anybody took it. */
type Lapsed = Readonly<{ type: 'AuthorisationLapsed'; data: { bookingId: string } }>;
export type PaymentEvent = PaymentAnswer | Lapsed;

export type Payment = Readonly<{ held: number; captured: number; answered: boolean; voided: boolean }>;

/** The money of one booking; `refuses` is the card's answer. */
export const payment = (refuses: (bookingId: string) => boolean): Decider<Payment, PaymentCommand, PaymentEvent> => ({
  initial: { held: 0, captured: 0, answered: false, voided: false },

  decide({ type, data }, { held, captured, answered, voided }) {
    const { bookingId } = data;
    switch (type) {
      case 'AuthorisePayment':
        if (answered || voided) return [];
        if (refuses(bookingId)) return [{ type: 'PaymentRefused', data: { bookingId } }];
        return [{ type: 'PaymentAuthorised', data }];
      case 'CapturePayment':
        if (captured > 0) return [];
        return [{ type: held > 0 ? 'PaymentCaptured' : 'AuthorisationExpired', data: { bookingId } }];
      case 'ExpireAuthorisation':
        return held > 0 ? [{ type: 'AuthorisationLapsed', data: { bookingId } }] : [];
      case 'VoidPayment':
        return voided || captured > 0 ? [] : [{ type: 'PaymentVoided', data: { bookingId } }];
    }
  },

  evolve(state, { type, data }) {
    switch (type) {
      case 'PaymentAuthorised':
        return { ...state, held: data.amount, answered: true };
      case 'PaymentRefused':
        return { ...state, answered: true };
      case 'PaymentCaptured':
        return { ...state, held: 0, captured: state.captured + state.held };
      case 'PaymentVoided':
        return { ...state, held: 0, voided: true };
      case 'AuthorisationLapsed':
        return { ...state, held: 0 };
      case 'AuthorisationExpired':
        return state;
    }
  },
});
