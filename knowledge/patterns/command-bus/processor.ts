import type { Cause } from '../../platform/message.ts';
import { Permanent } from '../../platform/retry.ts';

export type Command = Readonly<{ type: string; data: unknown }>;

/** A durable log of commands, with the position of this processor and its dead letters. */
export type CommandLog<C extends Command> = Readonly<{
  next(): Promise<Readonly<{ command: C; cause: Cause; attempts: number }> | undefined>;
  /** Moves the position behind the current command. */
  done(): Promise<void>;
  failed(reason: string): Promise<void>;
  /** Takes the current command out of the way, with the reason. */
  park(reason: string): Promise<void>;
}>;

const tries = 5;

/**
 * Handles the next command and tells what became of it. The position moves last, so that a crash repeats the command;
 * what is refused for good, or too often, is parked and does not stop the ones behind it.
 */
export const processNext = async <C extends Command>(
  log: CommandLog<C>,
  handle: (command: C, cause: Cause) => Promise<void>,
): Promise<'done' | 'again' | 'parked' | 'idle'> => {
  const entry = await log.next();
  if (entry === undefined) return 'idle';
  try {
    await handle(entry.command, entry.cause);
  } catch (error) {
    if (error instanceof Permanent || entry.attempts + 1 >= tries) {
      await log.park(String(error));
      return 'parked';
    }
    await log.failed(String(error));
    return 'again';
  }
  await log.done();
  return 'done';
};
