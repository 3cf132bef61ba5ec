import type { Database, Table, Transaction } from '../../platform/database.ts';
import type { Inbox } from '../../platform/inbox.ts';
import type { Cause } from '../../platform/message.ts';
import { type Outbox, within } from '../../platform/outbox.ts';

export type ReserveStock = Readonly<{
  type: 'ReserveStock';
  data: Readonly<{ orderId: string; sku: string; quantity: number }>;
}>;
export type StockAnswer = Readonly<{
  type: 'StockReserved' | 'StockUnavailable';
  data: Readonly<{ orderId: string }>;
}>;

/** What belongs to the one database of this service. */
export type Stock<M extends ReserveStock | StockAnswer> = Readonly<{
  database: Database;
  inbox: Inbox<Transaction>;
  outbox: Outbox<Transaction, M | StockAnswer>;
  shelf: Table<number>;
}>;

/**
 * One microtransaction: seen before, decide on one thing, change it, and tell. All four commit together or not at all,
 * and nothing in between waits for anybody else.
 */
export const reserve = <M extends ReserveStock | StockAnswer>(
  { database, inbox, outbox, shelf }: Stock<M>,
  { data: { orderId, sku, quantity } }: ReserveStock,
  cause: Cause,
): Promise<void> =>
  database.transaction(async (tx) => {
    if (!(await inbox.accept(tx, `reserve/${orderId}`))) return;
    const left = shelf.get(sku) ?? 0;
    const enough = left >= quantity;
    if (enough) shelf.put(tx, sku, left - quantity);
    const type = enough ? 'StockReserved' : 'StockUnavailable';
    await within(tx, outbox).publish({ type, data: { orderId } }, cause);
  });
