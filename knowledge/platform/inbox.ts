import type { Database, Transaction } from './database.ts';

/** Remembers keys in the transaction of the effect they stand for. */
export type Inbox<Tx> = Readonly<{
  /** Whether the key is new. It names the business fact ("payment of order 17"), not the delivery. */
  accept(tx: Tx, key: string): Promise<boolean>;
}>;

/** An inbox kept in `database`, beside the effects it guards. */
export function inMemoryInbox(database: Database): Inbox<Transaction> {
  const keys = database.table<true>();
  return {
    async accept(tx, key) {
      if (keys.get(key)) return false;
      keys.put(tx, key, true);
      return true;
    },
  };
}

/** An inbox that has seen the given keys and wants no transaction. */
export function fakeInbox(...seen: readonly string[]): Inbox<unknown> {
  const keys = new Set(seen);
  return {
    async accept(_tx, key) {
      const first = !keys.has(key);
      keys.add(key);
      return first;
    },
  };
}

/** An inbox that always fails. */
export function brokenInbox(error: Error): Inbox<unknown> {
  return { accept: () => Promise.reject(error) };
}
