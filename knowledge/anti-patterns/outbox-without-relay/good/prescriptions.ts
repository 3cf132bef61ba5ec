import type { Database } from '../../../platform/sql.ts';

const week = 7 * 24 * 60 * 60;

/** Records a prescription, and the event for the pharmacies in the same transaction. */
export const prescribe = (db: Database, id: string, medicine: string, now: number): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.query(`INSERT INTO prescriptions (id, medicine) VALUES ($1, $2)`, [id, medicine]);
    const insert = `INSERT INTO outbox (id, body, created) VALUES ($1, $2, $3)`;
    await tx.query(insert, [`prescribed/${id}`, medicine, now]);
  });

/** The broker's last word on a message: no repetition will make it smaller or better formed. */
export class Refused extends Error {}

type Publish = (id: string, body: string) => Promise<void>;

/**
 * Publishes what is waiting, in order, at least once; run it every second, one at a time. What the broker refuses is
 * parked for a person to look at; any other failure ends this round, and the row waits, for as long as it takes.
 */
export const relayOnce = async (db: Database, publish: Publish): Promise<void> => {
  const waiting = `SELECT position, id, body FROM outbox WHERE state = 'waiting' ORDER BY position`;
  for (const { position = null, id, body } of (await db.query(waiting)).rows) {
    const state = await publish(String(id), String(body)).then(
      () => 'sent',
      (error: unknown) => (error instanceof Refused ? 'parked' : Promise.reject(error)),
    );
    await db.query(`UPDATE outbox SET state = $2 WHERE position = $1`, [position, state]);
  }
};

/** What an alarm looks at: how many wait, since when the oldest has waited, and how many need a person. */
export const backlog = async (db: Database) => {
  const { rows } = await db.query(`SELECT created FROM outbox WHERE state = 'waiting' ORDER BY position`);
  const parked = await db.query(`SELECT id FROM outbox WHERE state = 'parked'`);
  return { waiting: rows.length, oldest: rows[0]?.created, parked: parked.rows.length };
};

/** Keeps the outbox small: what is sent may go after a week, nothing else. */
export const housekeeping = async (db: Database, now: number): Promise<void> => {
  await db.query(`DELETE FROM outbox WHERE state = 'sent' AND created < $1`, [now - week]);
};
