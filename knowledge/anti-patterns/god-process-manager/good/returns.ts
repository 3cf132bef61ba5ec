import type { Database } from '../../../platform/sql.ts';
import { addToOutbox } from '../../../platform/sql-outbox.ts';

export type ReturnEvent = Readonly<
  | { type: 'ItemArrived'; returnId: string; orderId: string; sku: string }
  | { type: 'ItemInspected'; returnId: string; orderId: string; condition: 'unopened' | 'opened' }
  | { type: 'ReturnRefunded'; returnId: string; orderId: string; cents: number }
>;

/** Where a return goes on each event, and what is asked for next. What is right is decided by those who do it. */
export const route = {
  ItemArrived: { from: 'announced', to: 'inspecting', asks: 'InspectItem' },
  ItemInspected: { from: 'inspecting', to: 'refunding', asks: 'RefundReturn' },
  ReturnRefunded: { from: 'refunding', to: 'closed', asks: 'ReturnClosed' },
} as const;

/** The manager: moves its own row on, and sends the next message with it. A repeated event finds the row moved. */
export const onReturnEvent = (db: Database, event: ReturnEvent): Promise<void> =>
  db.transaction(async (tx) => {
    const { from, to, asks } = route[event.type];
    const { type, ...data } = event;
    const values = [event.returnId, from, to];
    const { affectedRows } = await tx.query(`UPDATE returns SET state = $3 WHERE id = $1 AND state = $2`, values);
    if (affectedRows > 0) await addToOutbox(tx, { id: `${asks}/${event.returnId}`, type: asks, data });
  });

type Refund = Readonly<{ returnId: string; orderId: string; condition: 'unopened' | 'opened' }>;

/** Payments: gives back what the condition is worth, and never more than is left of the payment. */
export const refundReturn = (db: Database, { returnId, orderId, condition }: Refund): Promise<void> =>
  db.transaction(async (tx) => {
    const first = await tx.query(`INSERT INTO refunds (return_id) VALUES ($1) ON CONFLICT DO NOTHING`, [returnId]);
    if (first.affectedRows === 0) return;
    const select = `SELECT paid_cents, refunded_cents FROM payments WHERE order_id = $1 FOR UPDATE`;
    const [payment] = (await tx.query(select, [orderId])).rows;
    const paid = Number(payment?.paid_cents ?? 0);
    const left = paid - Number(payment?.refunded_cents ?? 0);
    const cents = Math.min(condition === 'opened' ? Math.floor(paid * 0.8) : paid, left);
    const update = `UPDATE payments SET refunded_cents = refunded_cents + $2 WHERE order_id = $1`;
    await tx.query(update, [orderId, cents]);
    const data = { returnId, orderId, cents };
    await addToOutbox(tx, { id: `refunded/${returnId}`, type: 'ReturnRefunded', data });
  });
