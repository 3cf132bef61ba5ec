import type { Subscriber } from '../../platform/bus.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import type { Inbox } from '../../platform/inbox.ts';
import { type Outbox, within } from '../../platform/outbox.ts';
import type { Event } from './events.ts';

export type Payments = Readonly<{
  database: Database;
  inbox: Inbox<Transaction>;
  outbox: Outbox<Transaction, Event>;
  /** Takes the amount, in the transaction; false if it may not. */
  charge(tx: Transaction, orderId: string, amount: number): boolean;
  /** Gives back all that was taken for the order, and returns how much that is. */
  refund(tx: Transaction, orderId: string): number;
}>;

/** Charges for orders, and gives the money back when they are not shipped. */
export function startPayments(events: Subscriber<Event>, payments: Payments): void {
  const { database, inbox, outbox, charge, refund } = payments;
  events.subscribe(['OrderPlaced'], ({ data: { orderId, total } }, cause) =>
    database.transaction(async (tx) => {
      if (!(await inbox.accept(tx, `payment/${orderId}`))) return;
      const out = within(tx, outbox);
      if (charge(tx, orderId, total)) {
        await out.publish({ type: 'PaymentCompleted', data: { orderId, amount: total } }, cause);
      } else {
        await out.publish({ type: 'PaymentDeclined', data: { orderId } }, cause);
      }
    }),
  );
  events.subscribe(['OutOfStock'], ({ data: { orderId } }, cause) =>
    database.transaction(async (tx) => {
      if (!(await inbox.accept(tx, `refund/${orderId}`))) return;
      const amount = refund(tx, orderId);
      await within(tx, outbox).publish({ type: 'PaymentRefunded', data: { orderId, amount } }, cause);
    }),
  );
}
