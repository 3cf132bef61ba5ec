import type { Database } from '../../../platform/sql.ts';

type Producer = Readonly<{
  send(record: { topic: string; messages: { key: string; value: string }[] }): Promise<unknown>;
}>;

/** Releases a payout and books it. If the event cannot be published, nothing is approved. */
export const approve = (db: Database, producer: Producer, payoutId: string, cents: number): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.query(`UPDATE payouts SET state = 'approved' WHERE id = $1`, [payoutId]);
    const value = JSON.stringify({ type: 'PayoutApproved', payoutId, cents });
    await producer.send({ topic: 'payouts', messages: [{ key: payoutId, value }] }); // want publish-before-commit
    await tx.query(`INSERT INTO bookings (payout_id, cents) VALUES ($1, $2)`, [payoutId, cents]);
  });
