import type { Database, Sql } from '../../../platform/sql.ts';
import { addToOutbox, type OutgoingEvent } from '../../../platform/sql-outbox.ts';

export type PortingRequested = Readonly<{ number: string; customer: string }>;

/** Gives exactly one answer. */
export const onPortingRequested = (db: Database, request: PortingRequested): Promise<void> =>
  db.transaction(async (tx) => addToOutbox(tx, await answer(tx, request)));

/** Decides, and releases the number if it may. One event comes out: two verdicts do not compile. */
export const answer = async (tx: Sql, { number, customer }: PortingRequested): Promise<OutgoingEvent> => {
  const { rows } = await tx.query(`SELECT owner FROM numbers WHERE number = $1`, [number]);
  if (rows[0]?.owner !== customer) {
    const data = { number, reason: 'not the owner' };
    return { id: `porting-rejected/${number}`, type: 'PortingRejected', data };
  }
  await tx.query(`UPDATE numbers SET state = 'released' WHERE number = $1`, [number]);
  return { id: `porting-accepted/${number}`, type: 'PortingAccepted', data: { number } };
};
