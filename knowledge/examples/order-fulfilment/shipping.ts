import type { CommandRouter } from '../../platform/bus.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import type { Inbox } from '../../platform/inbox.ts';
import { type Outbox, within } from '../../platform/outbox.ts';
import type { Item, Message } from './messages.ts';

/** Takes packages, one per key. A rejection leaves the outcome unknown. */
export type Carrier = Readonly<{ take(key: string, items: readonly Item[]): Promise<'taken' | 'refused'> }>;

export type Shipping = Readonly<{
  database: Database;
  inbox: Inbox<Transaction>;
  outbox: Outbox<Transaction, Message>;
  carrier: Carrier;
}>;

/** Takes the command of shipping: the pivot. Before it everything can be undone, after it nothing may fail. */
export function startShipping(commands: CommandRouter<Message>, shipping: Shipping): void {
  const { database, inbox, outbox, carrier } = shipping;
  commands.register(['SendPackage'], async ({ data: { orderId, items } }, cause) => {
    // Asked before the transaction, because a transaction must not wait for strangers. What the inbox cannot
    // prevent then, a second call, the key makes harmless.
    const answer = await carrier.take(`package/${orderId}`, items);
    const type = answer === 'taken' ? 'PackageSent' : 'PackageRefused';
    await database.transaction(async (tx) => {
      if (!(await inbox.accept(tx, `package/${orderId}`))) return;
      await within(tx, outbox).publish({ type, data: { orderId } }, cause);
    });
  });
}
