import type { Subscriber } from '../../platform/bus.ts';
import type { Database, Table, Transaction } from '../../platform/database.ts';
import { type Outbox, within } from '../../platform/outbox.ts';
import type { Event, OrderPlaced } from './events.ts';

export type Status = 'open' | 'shipped' | 'cancelled';

export type Orders = Readonly<{
  database: Database;
  book: Table<Status>;
  outbox: Outbox<Transaction, Event>;
}>;

/** Opens an order and tells the others. */
export function place({ database, book, outbox }: Orders, order: OrderPlaced['data']): Promise<void> {
  return database.transaction(async (tx) => {
    book.put(tx, order.orderId, 'open');
    await within(tx, outbox).publish({ type: 'OrderPlaced', data: order });
  });
}

/** Follows what becomes of orders. */
export function startOrders(events: Subscriber<Event>, { database, book }: Orders): void {
  const close = (orderId: string, status: Status) =>
    database.transaction(async (tx) => {
      if (book.get(orderId) === 'open') book.put(tx, orderId, status);
    });
  events.subscribe(['PackageSent'], ({ data }) => close(data.orderId, 'shipped'));
  events.subscribe(['PaymentDeclined'], ({ data }) => close(data.orderId, 'cancelled'));
  events.subscribe(['PaymentRefunded'], ({ data }) => close(data.orderId, 'cancelled'));
}
