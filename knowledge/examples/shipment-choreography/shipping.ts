import type { Subscriber } from '../../platform/bus.ts';
import type { Database, Table, Transaction } from '../../platform/database.ts';
import { type Outbox, within } from '../../platform/outbox.ts';
import type { Event, Item, OrderPlaced, PaymentCompleted } from './events.ts';

/** What shipping knows of one order: two facts from two services, of which either may come first. */
export type Parcel = Readonly<{ items: readonly Item[] | null; paid: boolean; done: boolean }>;

export const unknown: Parcel = { items: null, paid: false, done: false };

/** The parcel after a fact, and what to dispatch because of it. A fact that comes twice changes nothing. */
export function learn(
  parcel: Parcel,
  event: OrderPlaced | PaymentCompleted,
): [Parcel, dispatch: readonly Item[] | null] {
  const known = event.type === 'OrderPlaced' ? { ...parcel, items: event.data.items } : { ...parcel, paid: true };
  if (known.done || !known.paid || known.items === null) return [known, null];
  return [{ ...known, done: true }, known.items];
}

export type Shipping = Readonly<{
  database: Database;
  parcels: Table<Parcel>;
  outbox: Outbox<Transaction, Event>;
  /** Takes the items off the shelf and sends them, in the transaction; false if there are not enough. */
  dispatch(tx: Transaction, orderId: string, items: readonly Item[]): boolean;
}>;

/** Sends what is ordered and paid. */
export function startShipping(events: Subscriber<Event>, { database, parcels, outbox, dispatch }: Shipping): void {
  events.subscribe(['OrderPlaced', 'PaymentCompleted'], (event, cause) =>
    database.transaction(async (tx) => {
      const { orderId } = event.data;
      const [parcel, items] = learn(parcels.get(orderId) ?? unknown, event);
      parcels.put(tx, orderId, parcel);
      if (items === null) return;
      const type = dispatch(tx, orderId, items) ? 'PackageSent' : 'OutOfStock';
      await within(tx, outbox).publish({ type, data: { orderId } }, cause);
    }),
  );
}
