import type { Checkpoints } from './checkpoints.ts';
import type { Inbox } from './inbox.ts';
import type { Body, Message } from './message.ts';
import type { Outbox } from './outbox.ts';
import { Conflict, type Place, type Stream } from './stream.ts';

/** What runs SQL: a connection, or an open transaction. PGlite fits as it stands, `pg` with a few lines. */
export type Sql = Readonly<{
  query<R>(text: string, values?: unknown[]): Promise<{ rows: R[]; affectedRows?: number | undefined }>;
}>;

/** A database: commits when `work` resolves, rolls back when it rejects. */
export type Postgres = Sql & Readonly<{ transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T> }>;

const uniqueViolation = '23505';

/** The streams of one category (`cart-1`, `cart-2`, …) in PostgreSQL; tables: `postgres.sql`. */
export function postgresStream<E extends Body>(category: string): Stream<Sql, E> {
  return {
    async read(tx, name, after = 0) {
      const { rows } = await tx.query<{ body: E }>(
        'SELECT body FROM streams WHERE stream = $1 AND version > $2 ORDER BY version',
        [name, after],
      );
      return { events: rows.map(({ body }) => body), version: after + rows.length };
    },
    async readAll(tx, after) {
      const { rows } = await tx.query<{ stream: string; version: number; place: Place; event: E }>(
        `SELECT stream, version::int AS version, body AS event,
                json_build_object('commit', commit::text, 'position', position) AS place
           FROM streams
          WHERE split_part(stream, '-', 1) = $3 AND (commit, position) > ($1::xid8, $2::bigint)
            AND commit < pg_snapshot_xmin(pg_current_snapshot())
          ORDER BY commit, position`,
        [after?.commit ?? '0', after?.position ?? 0, category],
      );
      return rows;
    },
    async append(tx, name, expected, events) {
      const { rows } = await tx.query<{ version: number }>(
        'SELECT coalesce(max(version), 0)::int AS version FROM streams WHERE stream = $1',
        [name],
      );
      const actual = rows[0]?.version ?? 0;
      if (actual !== expected) throw new Conflict(name, actual, expected);
      for (const [index, event] of events.entries()) {
        await tx
          .query('INSERT INTO streams (stream, version, body) VALUES ($1, $2, $3)', [name, expected + index + 1, event])
          // Another transaction was between our look and our write: the primary key is what really decides.
          .catch((error) => {
            throw codeOf(error) === uniqueViolation ? new Conflict(name, expected + 1, expected) : error;
          });
      }
    },
  };
}

/** An inbox in PostgreSQL. A second transaction with the same key waits for the first, and then finds it taken. */
export function postgresInbox(): Inbox<Sql> {
  return {
    async accept(tx, key) {
      const { rows } = await tx.query('INSERT INTO inbox (key) VALUES ($1) ON CONFLICT DO NOTHING RETURNING key', [
        key,
      ]);
      return rows.length === 1;
    },
  };
}

/** An outbox in PostgreSQL. What is published is deleted, so that the table stays as small as the backlog. */
export function postgresOutbox<B extends Body>(database: Postgres): Outbox<Sql, B> {
  return {
    async save(tx, ...messages) {
      for (const message of messages) await tx.query('INSERT INTO outbox (message) VALUES ($1)', [message]);
    },
    async unpublished(limit) {
      const { rows } = await database.query<{ position: number; attempts: number; message: Message<B> }>(
        `SELECT position::int AS position, attempts, message FROM outbox
          WHERE commit < pg_snapshot_xmin(pg_current_snapshot())
          ORDER BY commit, position LIMIT $1`,
        [limit],
      );
      return rows;
    },
    async markPublished(position) {
      await database.query('DELETE FROM outbox WHERE position = $1', [position]);
    },
    async incrementAttempts(position) {
      const { rows } = await database.query<{ attempts: number }>(
        'UPDATE outbox SET attempts = attempts + 1 WHERE position = $1 RETURNING attempts',
        [position],
      );
      return rows[0]?.attempts ?? 0;
    },
    async bury(position, reason) {
      await database.query(
        `WITH buried AS (DELETE FROM outbox WHERE position = $1 RETURNING message)
         INSERT INTO dead_letters (id, message, reason) SELECT message->>'id', message, $2::text FROM buried
         ON CONFLICT DO NOTHING`,
        [position, reason],
      );
    },
  };
}

/** How far readers have come, in PostgreSQL. */
export function postgresCheckpoints<P>(database: Postgres): Checkpoints<P> {
  return {
    async load(reader) {
      const { rows } = await database.query<{ place: P }>('SELECT place FROM checkpoints WHERE reader = $1', [reader]);
      return rows[0]?.place ?? null;
    },
    async save(reader, place) {
      await database.query(
        `INSERT INTO checkpoints (reader, place) VALUES ($1, $2::text::jsonb)
         ON CONFLICT (reader) DO UPDATE SET place = excluded.place`,
        [reader, JSON.stringify(place)],
      );
    },
  };
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
