import type { Transaction } from './database.ts';
import { type Decider, execute } from './decider.ts';
import type { Body, Cause } from './message.ts';
import { type Outbox, within } from './outbox.ts';
import type { Stream } from './stream.ts';

/** One module: its decider, and the database its state and its outbox share. */
export type Module<S, C extends Body, E extends Body, M extends Body, Tx = Transaction> = Readonly<{
  name: string;
  database: Readonly<{ transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> }>;
  stream: Stream<Tx, E>;
  outbox: Outbox<Tx, M>;
  decider: Decider<S, C, E>;
  /** What an event of the module means to others: the border between internal and external events. */
  external(event: E): readonly M[];
}>;

/**
 * Decides one command of one instance: what was decided is saved and told in one transaction. No events is a decision
 * too. Rejects with `Conflict` when another decision came first; handling the message again decides on the new state.
 */
export async function handle<S, C extends Body, E extends Body, M extends Body, Tx>(
  module: Module<S, C, E, M, Tx>,
  id: string,
  command: C,
  cause: Cause,
): Promise<readonly E[]> {
  return module.database.transaction(async (tx) => {
    const events = await execute(tx, module.stream, `${module.name}-${id}`, module.decider, command);
    const out = within(tx, module.outbox);
    for (const told of events.flatMap(module.external)) await out.publish(told, cause);
    return events;
  });
}
