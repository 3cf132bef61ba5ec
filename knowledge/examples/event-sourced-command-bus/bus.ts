import type { CommandBus } from '../../platform/bus.ts';
import { type Body, message } from '../../platform/message.ts';
import { Conflict, type Stream } from '../../platform/stream.ts';
import type { Sent } from './messages.ts';

/** Where all commands of the module wait to be handled. */
export const commandStream = 'commands';

type Transactions<Tx> = Readonly<{ transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> }>;

/** A command bus that sends by appending: what was sent stays sent, and is handled in order. */
export function eventSourcedBus<Tx, C extends Body>(
  database: Transactions<Tx>,
  stream: Stream<Tx, Sent<C>>,
): CommandBus<C> {
  return {
    async send(command, cause = null) {
      const sent: Sent<C> = { type: 'Sent', data: { message: message('command', command, cause) } };
      const append = () =>
        database.transaction(async (tx) => {
          const { version } = await stream.read(tx, commandStream);
          await stream.append(tx, commandStream, version, [sent]);
        });
      // The place in the queue is of no concern to a sender: whoever was overtaken goes behind.
      for (;;) {
        try {
          return await append();
        } catch (error) {
          if (!(error instanceof Conflict)) throw error;
        }
      }
    },
  };
}
