import type { Handler } from '../../platform/bus.ts';
import type { Checkpoints } from '../../platform/checkpoints.ts';
import type { Body, Message } from '../../platform/message.ts';
import { Permanent, type RetryPolicy } from '../../platform/retry.ts';
import type { Stream } from '../../platform/stream.ts';
import { commandStream } from './bus.ts';
import type { Sent } from './messages.ts';

export type Processor<Tx, C extends Body> = Readonly<{
  database: Readonly<{ transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> }>;
  stream: Stream<Tx, Sent<C>>;
  checkpoints: Checkpoints<number>;
  retry: RetryPolicy;
  /** Keeps what can never be handled. */
  bury(message: Message<C>, reason: string): Promise<void>;
}>;

/**
 * Handles what has come since the last time, one command after another; returns how many that was. The checkpoint follows
 * the effect: a crash in between handles the last command again, the other order would skip it.
 */
export async function processCommands<Tx, C extends Body>(
  { database, stream, checkpoints, retry, bury }: Processor<Tx, C>,
  handler: Handler<C>,
): Promise<number> {
  const after = (await checkpoints.load(commandStream)) ?? 0;
  const { events } = await database.transaction((tx) => stream.read(tx, commandStream, after));
  for (const [done, { data }] of events.entries()) {
    try {
      await retry(() => handler(data.message.body, data.message));
    } catch (error) {
      // Nobody can be served while the database is down, so the queue waits instead of losing its head.
      if (!(error instanceof Permanent)) return done;
      await bury(data.message, error.message);
    }
    await checkpoints.save(commandStream, after + done + 1);
  }
  return events.length;
}
