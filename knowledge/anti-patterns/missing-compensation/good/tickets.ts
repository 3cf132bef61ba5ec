import type { Database, Value } from '../../../platform/sql.ts';
import { addToOutbox } from '../../../platform/sql-outbox.ts';

export type Event = Readonly<
  | { type: 'OrderPlaced'; orderId: string; cents: number }
  | { type: 'CustomerCharged' | 'CustomerRefunded' | 'ChargeDeclined' | 'SeatsUnavailable'; orderId: string }
>;

type Commands = Readonly<{ send(type: string, body: Readonly<{ orderId: string; cents?: number }>): Promise<void> }>;

/** Takes an order from payment to seats, and back when there are none. */
export const ticketSaga = async (commands: Commands, event: Event): Promise<void> => {
  const { orderId } = event;
  switch (event.type) {
    case 'OrderPlaced':
      return commands.send('ChargeCustomer', { orderId, cents: event.cents });
    case 'CustomerCharged':
      return commands.send('AssignSeats', { orderId });
    case 'SeatsUnavailable':
      return commands.send('RefundCustomer', { orderId });
    case 'ChargeDeclined':
    case 'CustomerRefunded':
      return commands.send('CancelOrder', { orderId });
  }
};

/** Takes the money, unless it was already called off. */
export const charge = async (db: Database, orderId: string, cents: number): Promise<void> => {
  const insert = `INSERT INTO payments (order_id, state, cents) VALUES ($1, 'captured', $2) ON CONFLICT DO NOTHING`;
  await once(db, 'CustomerCharged', orderId, insert, [orderId, cents]);
};

/** Gives the money back, once. A refund that overtakes its charge leaves a row that keeps the charge out. */
export const refund = async (db: Database, orderId: string): Promise<void> => {
  const update = `UPDATE payments SET state = 'refunded' WHERE order_id = $1 AND state = 'captured'`;
  const tombstone = `INSERT INTO payments (order_id, state, cents) VALUES ($1, 'called-off', 0) ON CONFLICT DO NOTHING`;
  await once(db, 'CustomerRefunded', orderId, update, [orderId]);
  await once(db, 'CustomerRefunded', orderId, tombstone, [orderId]);
};

/** Commits a change and the event that tells of it; a change that finds nothing to change tells nothing. */
const once = (db: Database, type: string, orderId: string, change: string, values: readonly Value[]): Promise<void> =>
  db.transaction(async (tx) => {
    const { affectedRows } = await tx.query(change, values);
    if (affectedRows > 0) await addToOutbox(tx, { id: `${type}/${orderId}`, type, data: { orderId } });
  });
