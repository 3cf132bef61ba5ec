import type { Database, Sql } from '../../../platform/sql.ts';

/** Moves money, or rejects and moves nothing when the payer has not enough. */
export const transfer = (db: Database, id: string, from: string, to: string, cents: number): Promise<void> =>
  db.transaction((tx) => transferWithin(tx, id, from, to, cents));

/** The same inside a transaction. It is outside of the closure, so that there is no `db` to reach for. */
export const transferWithin = async (tx: Sql, id: string, from: string, to: string, cents: number): Promise<void> => {
  const record = `INSERT INTO transfers (id, payer, payee, cents) VALUES ($1, $2, $3, $4)`;
  await tx.query(record, [id, from, to, cents]);
  await tx.query(`UPDATE wallets SET cents = cents + $2 WHERE player = $1`, [to, cents]);
  const debit = `UPDATE wallets SET cents = cents - $2 WHERE player = $1 AND cents >= $2`;
  const { affectedRows } = await tx.query(debit, [from, cents]);
  if (affectedRows === 0) throw new Error('insufficient funds');
};
