import type { CommandBus, Publisher, Scheduler } from './bus.ts';
import type { Database, Transaction } from './database.ts';
import { type Body, type Message, message, type Transport } from './message.ts';

/** A saved message and how often it was tried in vain. */
export type Entry<B extends Body> = Readonly<{ position: number; attempts: number; message: Message<B> }>;

/** Keeps messages, saved in the transaction of the state they tell of, until they are published. */
export type Outbox<Tx, B extends Body> = Readonly<{
  save(tx: Tx, ...messages: readonly Message<B>[]): Promise<void>;
  /** Neither published nor buried, oldest first. */
  unpublished(limit: number): Promise<readonly Entry<B>[]>;
  markPublished(position: number): Promise<void>;
  /** Counts a failed try and returns how many there were. */
  incrementAttempts(position: number): Promise<number>;
  /** Takes out an entry nobody can publish. */
  bury(position: number, reason: string): Promise<void>;
}>;

const batch = 100;
const tries = 5;

/**
 * Publishes one batch, at least once and in order; returns how many messages got out. It stops at the first that cannot
 * be published yet, because the ones behind must not overtake it; after five tries the message is buried.
 */
export async function relay<Tx, B extends Body>(outbox: Outbox<Tx, B>, transport: Transport<B>): Promise<number> {
  const entries = await outbox.unpublished(batch);
  for (const [done, entry] of entries.entries()) {
    try {
      await transport(entry.message);
    } catch (error) {
      const tried = await outbox.incrementAttempts(entry.position);
      if (tried >= tries) await outbox.bury(entry.position, String(error));
      return done;
    }
    // Marked only now: a crash in between publishes again, the other order would lose the message.
    await outbox.markPublished(entry.position);
  }
  return entries.length;
}

/** Buses that send by saving: everything sent through them belongs to `tx`. */
export function within<Tx, B extends Body>(tx: Tx, outbox: Outbox<Tx, B>): CommandBus<B> & Publisher<B> & Scheduler<B> {
  return {
    send: (command, cause = null) => outbox.save(tx, message('command', command, cause)),
    publish: (event, cause = null) => outbox.save(tx, message('event', event, cause)),
    schedule: (due, command, cause = null) => outbox.save(tx, message('command', command, cause, due)),
  };
}

/** An outbox kept in `database`, beside the state it speaks for. */
export function inMemoryOutbox<B extends Body>(
  database: Database,
): Outbox<Transaction, B> & Readonly<{ buried(): readonly Entry<B>[] }> {
  const entries = database.table<Entry<B>>();
  const buried = database.table<Entry<B>>();
  const last = database.table<number>();
  return {
    async save(tx, ...messages) {
      for (const saved of messages) {
        const position = (last.get('position') ?? 0) + 1;
        last.put(tx, 'position', position);
        entries.put(tx, String(position), { position, attempts: 0, message: saved });
      }
    },
    unpublished: async (limit) => entries.values().slice(0, limit),
    markPublished: async (position) => entries.delete(alone, String(position)),
    async incrementAttempts(position) {
      const entry = entries.get(String(position));
      if (!entry) return 0;
      entries.put(alone, String(position), { ...entry, attempts: entry.attempts + 1 });
      return entry.attempts + 1;
    },
    async bury(position) {
      const entry = entries.get(String(position));
      if (entry) buried.put(alone, String(position), entry);
      entries.delete(alone, String(position));
    },
    buried: () => buried.values(),
  };
}

/** A single statement commits by itself. */
const alone = { onRollback() {} };
