import type { Database, Sql, Value } from '../../../platform/sql.ts';
import { addToOutbox } from '../../../platform/sql-outbox.ts';

const expectGuest = `INSERT INTO guests (group_id, guest) VALUES ($1, $2) ON CONFLICT DO NOTHING`;

/** Notes who is to be waited for. Some may have left already: their news was faster. */
export const onGroupCheckoutStarted = (db: Database, groupId: string, guests: readonly string[]): Promise<void> =>
  change(db, groupId, async (tx) => {
    for (const guest of guests) await tx.query(expectGuest, [groupId, guest]);
    await tx.query(`UPDATE checkouts SET started = TRUE WHERE group_id = $1`, [groupId]);
  });

/** Notes that a guest has left. */
export const onGuestCheckedOut = (db: Database, groupId: string, guest: string): Promise<void> =>
  change(db, groupId, async (tx) => {
    await tx.query(expectGuest, [groupId, guest]);
    await tx.query(`UPDATE guests SET gone = TRUE WHERE group_id = $1 AND guest = $2`, [groupId, guest]);
  });

/**
 * Makes a change to a group and releases the bus if nobody is missing then, in one transaction. It locks the group first:
 * two last guests at two instances would each see the other one missing.
 */
export const change = (db: Database, groupId: string, apply: (tx: Sql) => Promise<void>): Promise<void> =>
  db.transaction(async (tx) => {
    const count = async (query: string): Promise<Value> => (await tx.query(query, [groupId])).rows[0]?.count ?? 0;
    await tx.query(`INSERT INTO checkouts (group_id) VALUES ($1) ON CONFLICT DO NOTHING`, [groupId]);
    await tx.query(`SELECT group_id FROM checkouts WHERE group_id = $1 FOR UPDATE`, [groupId]);
    await apply(tx);
    const unknown = await count(`SELECT count(*) FROM checkouts WHERE group_id = $1 AND started = FALSE`);
    const missing = await count(`SELECT count(*) FROM guests WHERE group_id = $1 AND gone = FALSE`);
    if (Number(unknown) + Number(missing) > 0) return;
    await addToOutbox(tx, { id: `release-bus/${groupId}`, type: 'ReleaseBus', data: { groupId } });
  });
