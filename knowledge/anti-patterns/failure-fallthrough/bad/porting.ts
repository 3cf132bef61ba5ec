import type { Database } from '../../../platform/sql.ts';
import { addToOutbox } from '../../../platform/sql-outbox.ts';

export type PortingRequested = Readonly<{ number: string; customer: string }>;

/** Releases the number, unless the contract forbids it. */
export const onPortingRequested = (db: Database, { number, customer }: PortingRequested): Promise<void> =>
  db.transaction(async (tx) => {
    const { rows } = await tx.query(`SELECT owner FROM numbers WHERE number = $1`, [number]);
    if (rows[0]?.owner !== customer) {
      const data = { number, reason: 'not the owner' };
      await addToOutbox(tx, { id: `porting-rejected/${number}`, type: 'PortingRejected', data }); // want failure-fallthrough
    }
    await tx.query(`UPDATE numbers SET state = 'released' WHERE number = $1`, [number]);
    await addToOutbox(tx, { id: `porting-accepted/${number}`, type: 'PortingAccepted', data: { number } });
  });
