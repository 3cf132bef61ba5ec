import type { Database, Transaction } from '../../platform/database.ts';
import type { Inbox } from '../../platform/inbox.ts';
import type { RetryPolicy } from '../../platform/retry.ts';

export type Guarded = Readonly<{
  database: Database;
  inbox: Inbox<Transaction>;
  retries: RetryPolicy;
  /** The business fact that is answered. */
  key: string;
  /** Changes state and publishes its answer, in `tx`. */
  effect(tx: Transaction): Promise<void>;
  /** Publishes the answer when there is none, in `tx`. */
  failed(tx: Transaction, reason: string): Promise<void>;
}>;

/**
 * Gives a command exactly one answer. What passes is retried; whatever does not becomes a failure event under the same
 * key, so that a redelivery cannot add the other answer. Rejects only when the failure cannot be told either: then the
 * message comes again.
 */
export const guard = async ({ database, inbox, retries, key, effect, failed }: Guarded): Promise<void> => {
  const once = (work: (tx: Transaction) => Promise<void>) =>
    database.transaction(async (tx) => {
      if (await inbox.accept(tx, key)) await work(tx);
    });
  try {
    await retries(() => once(effect));
  } catch (error) {
    // Everything is caught here, at the outermost edge, because here it is told to those who wait.
    await once((tx) => failed(tx, String(error)));
  }
};
