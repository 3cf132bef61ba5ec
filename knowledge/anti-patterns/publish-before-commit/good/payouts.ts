import type { Database } from '../../../platform/sql.ts';
import { addToOutbox } from '../../../platform/sql-outbox.ts';

/** Releases a payout, books it and owes the event, or none of the three. */
export const approve = (db: Database, payoutId: string, cents: number): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.query(`UPDATE payouts SET state = 'approved' WHERE id = $1`, [payoutId]);
    const data = { payoutId, cents };
    await addToOutbox(tx, { id: `payout-approved/${payoutId}`, type: 'PayoutApproved', data });
    await tx.query(`INSERT INTO bookings (payout_id, cents) VALUES ($1, $2)`, [payoutId, cents]);
  });
