import type { Database } from '../../../platform/sql.ts';
import { addToOutbox } from '../../../platform/sql-outbox.ts';

export type PurchaseCompleted = Readonly<{ purchaseId: string; customer: string; points: number }>;

/** Credits a purchase once: what remembers it commits with the credit, the coupon and the news. */
export const onPurchaseCompleted = (db: Database, { purchaseId, customer, points }: PurchaseCompleted): Promise<void> =>
  db.transaction(async (tx) => {
    const fact = `purchase-completed/${purchaseId}`;
    const first = await tx.query(`INSERT INTO inbox (fact) VALUES ($1) ON CONFLICT DO NOTHING`, [fact]);
    if (first.affectedRows === 0) return;
    await tx.query(`UPDATE accounts SET points = points + $2 WHERE customer = $1`, [customer, points]);
    const coupon = `INSERT INTO coupons (purchase_id, customer, percent) VALUES ($1, $2, 10)`;
    if (points >= 1000) await tx.query(coupon, [purchaseId, customer]);
    await addToOutbox(tx, { id: `points-credited/${purchaseId}`, type: 'PointsCredited', data: { purchaseId } });
  });
