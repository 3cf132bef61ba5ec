import type { Sql } from '../../../platform/sql.ts';

export type Event = Readonly<
  | { type: 'OrderPlaced'; orderId: string; cents: number }
  | { type: 'CustomerCharged' | 'ChargeDeclined' | 'SeatsUnavailable'; orderId: string }
>;

type Commands = Readonly<{ send(type: string, body: Readonly<{ orderId: string; cents?: number }>): Promise<void> }>;

/** Takes an order from payment to seats. */
export const ticketSaga = async (commands: Commands, event: Event): Promise<void> => {
  const { orderId } = event;
  switch (event.type) {
    case 'OrderPlaced':
      return commands.send('ChargeCustomer', { orderId, cents: event.cents });
    case 'CustomerCharged':
      return commands.send('AssignSeats', { orderId });
    case 'ChargeDeclined':
      return commands.send('CancelOrder', { orderId });
    case 'SeatsUnavailable':
      return commands.send('CancelOrder', { orderId }); // want missing-compensation
  }
};

/** Takes the money. */
export const charge = async (db: Sql, orderId: string, cents: number): Promise<void> => {
  await db.query(`INSERT INTO payments (order_id, state, cents) VALUES ($1, 'captured', $2) ON CONFLICT DO NOTHING`, [
    orderId,
    cents,
  ]);
};

/** Gives the money back, once. */
export const refund = async (db: Sql, orderId: string): Promise<void> => {
  await db.query(`UPDATE payments SET state = 'refunded' WHERE order_id = $1 AND state = 'pending'`, [orderId]); // want missing-compensation
};
