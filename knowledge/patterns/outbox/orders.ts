import type { Database, Table, Transaction } from '../../platform/database.ts';
import type { Cause } from '../../platform/message.ts';
import { type Outbox, within } from '../../platform/outbox.ts';

export type OrderMessage =
  | Readonly<{ type: 'PlaceOrder'; data: Readonly<{ orderId: string }> }>
  | Readonly<{ type: 'OrderPlaced'; data: Readonly<{ orderId: string }> }>;

export type Orders = Readonly<{
  database: Database;
  rows: Table<'placed'>;
  outbox: Outbox<Transaction, OrderMessage>;
}>;

/** Saves the order and the message in one transaction, and publishes nothing: that is the relay's work. */
export const place = ({ database, rows, outbox }: Orders, orderId: string, cause: Cause): Promise<void> =>
  database.transaction(async (tx) => {
    if (rows.get(orderId) !== undefined) return;
    rows.put(tx, orderId, 'placed');
    await within(tx, outbox).publish({ type: 'OrderPlaced', data: { orderId } }, cause);
  });
