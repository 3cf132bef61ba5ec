import type { CommandRouter } from '../../platform/bus.ts';
import { type Decider, fold } from '../../platform/decider.ts';
import type { Cause } from '../../platform/message.ts';
import { handle, type Module } from '../../platform/module.ts';
import type { BillingCommand, BillingEvent, Message } from './messages.ts';

/**
 * The provider outside of our walls. Its effects cannot join a transaction of ours, so every call carries a key: the
 * same key is the same charge and gives the same answer, however often we ask. A rejection leaves the outcome unknown.
 */
export type Cards = Readonly<{
  charge(key: string, amount: number): Promise<'booked' | 'declined'>;
  refund(key: string, amount: number): Promise<void>;
}>;

/** Billing's own note that a charge may be under way. Nobody else hears of it. */
type PaymentAttempted = Readonly<{ type: 'PaymentAttempted'; data: { orderId: string; amount: number } }>;
export type PaymentEvent = PaymentAttempted | BillingEvent;

/** What billing learns from the provider. */
type Outcome = Readonly<{
  type: 'RecordCharge' | 'RecordDecline' | 'RecordRefund';
  data: { orderId: string; amount: number };
}>;
type Request = Extract<BillingCommand, { type: 'RequestPayment' }>;
export type PaymentCommand = Request | Outcome;

/** `settled`: declined or refunded, nothing will be charged any more. */
export type Payment = Readonly<{ status: 'unknown' | 'pending' | 'taken' | 'settled'; amount: number }>;

export const payment: Decider<Payment, PaymentCommand, PaymentEvent> = {
  initial: { status: 'unknown', amount: 0 },

  decide({ type, data }, { status }) {
    switch (type) {
      case 'RequestPayment':
        return status === 'unknown' ? [{ type: 'PaymentAttempted', data }] : [];
      case 'RecordCharge':
        return status === 'pending' ? [{ type: 'PaymentCompleted', data }] : [];
      case 'RecordDecline':
        return status === 'pending' ? [{ type: 'PaymentDeclined', data: { orderId: data.orderId } }] : [];
      case 'RecordRefund':
        return status === 'settled' ? [] : [{ type: 'PaymentRefunded', data }];
    }
  },

  evolve(state, { type, data }) {
    switch (type) {
      case 'PaymentAttempted':
        return { status: 'pending', amount: data.amount };
      case 'PaymentCompleted':
        return { ...state, status: 'taken' };
      case 'PaymentDeclined':
      case 'PaymentRefunded':
        return { ...state, status: 'settled' };
    }
  },
};

type Billing = Module<Payment, PaymentCommand, PaymentEvent, Message>;

/** Which of billing's events others hear of. */
export const external = (event: PaymentEvent): readonly Message[] => (event.type === 'PaymentAttempted' ? [] : [event]);

/** Takes the commands of billing. */
export function startBilling(commands: CommandRouter<Message>, billing: Billing, cards: Cards): void {
  // The attempt is noted before the provider is asked, its answer after. Whenever this is cut short, the command
  // comes again and asks with the same key.
  commands.register(['RequestPayment'], async (command, cause) => {
    await handle(billing, command.data.orderId, command, cause);
    await settle(billing, cards, command.data.orderId, cause);
  });
  // A charge whose outcome is unknown is asked about first. If there never was one, the refund is a tombstone: a
  // request that was overtaken finds the payment settled.
  commands.register(['RefundPayment'], async ({ data: { orderId } }, cause) => {
    await settle(billing, cards, orderId, cause);
    const { status, amount } = await load(billing, orderId);
    const refunded = status === 'taken' ? amount : 0;
    if (refunded > 0) await cards.refund(`refund/${orderId}`, refunded);
    await handle(billing, orderId, { type: 'RecordRefund', data: { orderId, amount: refunded } }, cause);
  });
}

/** Turns a pending payment into a taken or a declined one. */
async function settle(billing: Billing, cards: Cards, orderId: string, cause: Cause): Promise<void> {
  const { status, amount } = await load(billing, orderId);
  if (status !== 'pending') return;
  const answer = await cards.charge(`charge/${orderId}`, amount);
  const type = answer === 'booked' ? 'RecordCharge' : 'RecordDecline';
  await handle(billing, orderId, { type, data: { orderId, amount } }, cause);
}

async function load(billing: Billing, orderId: string): Promise<Payment> {
  return billing.database.transaction(async (tx) => {
    const { events } = await billing.stream.read(tx, `${billing.name}-${orderId}`);
    return fold(billing.decider, events);
  });
}
