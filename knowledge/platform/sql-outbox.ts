import type { Database, Sql } from './sql.ts';

/** A fact as it is stored and sent: `id` names the fact, so that telling it twice can be recognised. */
export type OutgoingEvent = Readonly<{ id: string; type: string; data: Readonly<Record<string, unknown>> }>;

export type Publish = (event: OutgoingEvent) => Promise<void>;

export const outboxSchema = `
CREATE TABLE outbox (
  position BIGSERIAL PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  type     TEXT NOT NULL,
  body     TEXT NOT NULL,
  sent     BOOLEAN NOT NULL DEFAULT FALSE
);`;

/** Stores the event in the transaction that changes the state it tells of; adding it again changes nothing. */
export const addToOutbox = async (tx: Sql, { id, type, data }: OutgoingEvent): Promise<void> => {
  await tx.query(`INSERT INTO outbox (id, type, body) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [
    id,
    type,
    JSON.stringify(data),
  ]);
};

/** Publishes what was added and not sent yet, oldest first; rejects at the first failure. A crash before the mark sends again. */
export const relayOutbox = async (db: Database, publish: Publish): Promise<void> => {
  const { rows } = await db.query(`SELECT position, id, type, body FROM outbox WHERE sent = FALSE ORDER BY position`);
  for (const { position, id, type, body } of rows) {
    await publish({ id: String(id), type: String(type), data: JSON.parse(String(body)) });
    await db.query(`UPDATE outbox SET sent = TRUE WHERE position = $1`, [position ?? null]);
  }
};
