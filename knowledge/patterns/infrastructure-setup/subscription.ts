import type { Database, Table, Transaction } from '../../platform/database.ts';

export type Recorded<E> = Readonly<{ position: number; event: E }>;

export type Subscription<E> = Readonly<{
  /** A name of its own for each subscriber: who shares one, shares the events and misses half of them. */
  name: string;
  database: Database;
  checkpoints: Table<number>;
  readAfter(position: number): Promise<readonly Recorded<E>[]>;
  handle(tx: Transaction, event: E): Promise<void>;
}>;

/**
 * Handles what is new and returns how much. Effect and checkpoint are one transaction: a crash repeats both or neither,
 * so what is written to the same database takes effect exactly once.
 */
export const catchUp = async <E>({
  name,
  database,
  checkpoints,
  readAfter,
  handle,
}: Subscription<E>): Promise<number> => {
  const recorded = await readAfter(checkpoints.get(name) ?? 0);
  for (const { position, event } of recorded) {
    await database.transaction(async (tx) => {
      await handle(tx, event);
      checkpoints.put(tx, name, position);
    });
  }
  return recorded.length;
};
