import type { CommandRouter } from '../../platform/bus.ts';
import type { Database, Table, Transaction } from '../../platform/database.ts';
import type { Inbox } from '../../platform/inbox.ts';
import { type Outbox, within } from '../../platform/outbox.ts';
import type { Item, Message } from './messages.ts';

export type Warehouse = Readonly<{
  database: Database;
  inbox: Inbox<Transaction>;
  outbox: Outbox<Transaction, Message>;
  shelf: Table<number>;
  reservations: Table<readonly Item[]>;
  /** Whether something else keeps the items from being set aside. */
  refuses(): boolean;
}>;

/** Takes the commands of the warehouse. It keeps rows, not events: not every module has to be event-sourced. */
export function startWarehouse(commands: CommandRouter<Message>, warehouse: Warehouse): void {
  const { database, inbox, outbox, shelf, reservations } = warehouse;
  const left = (item: Item) => shelf.get(item.sku) ?? 0;
  const move = (tx: Transaction, items: readonly Item[], sign: 1 | -1) => {
    for (const item of items) shelf.put(tx, item.sku, left(item) + sign * item.quantity);
  };

  commands.register(['ReserveStock'], ({ data }, cause) =>
    database.transaction(async (tx) => {
      if (!(await inbox.accept(tx, `reservation/${data.orderId}`))) return;
      const out = within(tx, outbox);
      if (warehouse.refuses() || data.items.some((item) => left(item) < item.quantity)) {
        return out.publish({ type: 'OutOfStock', data: { orderId: data.orderId } }, cause);
      }
      move(tx, data.items, -1);
      reservations.put(tx, data.orderId, data.items);
      await out.publish({ type: 'StockReserved', data }, cause);
    }),
  );

  commands.register(['ReleaseStock'], ({ data: { orderId } }, cause) =>
    database.transaction(async (tx) => {
      if (!(await inbox.accept(tx, `release/${orderId}`))) return;
      // Accepted too, so that a reservation that was overtaken by its release comes to nothing.
      await inbox.accept(tx, `reservation/${orderId}`);
      move(tx, reservations.get(orderId) ?? [], 1);
      await within(tx, outbox).publish({ type: 'StockReleased', data: { orderId } }, cause);
    }),
  );
}
