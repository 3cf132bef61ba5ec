import type { Database } from '../../../platform/sql.ts';

const week = 7 * 24 * 60 * 60;

/** Records a prescription, and the event for the pharmacies in the same transaction. */
export const prescribe = (db: Database, id: string, medicine: string, now: number): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.query(`INSERT INTO prescriptions (id, medicine) VALUES ($1, $2)`, [id, medicine]);
    const insert = `INSERT INTO outbox (id, body, created) VALUES ($1, $2, $3)`;
    await tx.query(insert, [`prescribed/${id}`, medicine, now]); // want outbox-without-relay
  });

/** Keeps the outbox small. It grew to forty gigabytes once. */
export const housekeeping = async (db: Database, now: number): Promise<void> => {
  await db.query(`DELETE FROM outbox WHERE created < $1`, [now - week]); // want outbox-without-relay
};
