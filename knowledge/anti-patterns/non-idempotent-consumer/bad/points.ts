import type { Database } from '../../../platform/sql.ts';

export type PurchaseCompleted = Readonly<{ purchaseId: string; customer: string; points: number }>;

/** Credits the points, and gives a coupon for big purchases. */
export const onPurchaseCompleted = (db: Database, { customer, points }: PurchaseCompleted): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.query(`UPDATE accounts SET points = points + $2 WHERE customer = $1`, [customer, points]); // want non-idempotent-consumer
    if (points < 1000) return;
    await tx.query(`INSERT INTO coupons (customer, percent) VALUES ($1, 10)`, [customer]); // want non-idempotent-consumer
  });
