import type { CommandRouter, Subscriber } from '../../platform/bus.ts';
import type { Database, Table, Transaction } from '../../platform/database.ts';
import type { Cause } from '../../platform/message.ts';
import { type Outbox, within } from '../../platform/outbox.ts';
import { advance, type Checkout, notStarted, patience } from './checkout.ts';
import type { Input, Message } from './messages.ts';

export type Manager = Readonly<{
  database: Database;
  checkouts: Pick<Table<Checkout>, 'get' | 'put'>;
  outbox: Outbox<Transaction, Message>;
  now(): number;
}>;

/**
 * The process manager: loads the state, asks the state machine what follows, stores it and does it, in one transaction.
 * It knows no rule of the process; those are in `advance`.
 */
export function startManager(
  commands: CommandRouter<Message>,
  events: Subscriber<Message>,
  { database, checkouts, outbox, now }: Manager,
): void {
  const step = (input: Input, cause: Cause) =>
    database.transaction(async (tx) => {
      const { groupId } = input.data;
      const { state, send, publish, schedule } = advance(checkouts.get(groupId) ?? notStarted, input);
      checkouts.put(tx, groupId, state);
      const out = within(tx, outbox);
      for (const command of send) await out.send(command, cause);
      for (const event of publish) await out.publish(event, cause);
      if (schedule) await out.schedule(now() + patience, schedule, cause);
    });
  commands.register(['CheckOutGroup', 'ExpireGroupCheckout'], step);
  events.subscribe(['GuestCheckedOut', 'GuestCheckoutRefused'], step);
}
