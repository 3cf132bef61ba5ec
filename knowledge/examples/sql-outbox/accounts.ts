import type { Inbox } from '../../platform/inbox.ts';
import type { Cause } from '../../platform/message.ts';
import { type Outbox, within } from '../../platform/outbox.ts';
import type { Postgres, Sql } from '../../platform/postgres.ts';

export type OpenAccount = Readonly<{ type: 'OpenAccount'; data: { accountId: string; owner: string } }>;
export type AccountOpened = Readonly<{ type: 'AccountOpened'; data: { accountId: string; owner: string } }>;
export type Message = OpenAccount | AccountOpened;

/** The tables of both services; those of outbox and inbox are in `platform/postgres.sql`. */
export const schema = `
  CREATE TABLE IF NOT EXISTS accounts (id text PRIMARY KEY, owner text NOT NULL);
  CREATE TABLE IF NOT EXISTS welcomes (position bigint GENERATED ALWAYS AS IDENTITY, account text NOT NULL);`;

/** Writes the account and the message that tells of it, or neither. Opening the same account again changes nothing. */
export async function openAccount(
  database: Postgres,
  outbox: Outbox<Sql, Message>,
  { data }: OpenAccount,
  cause: Cause,
): Promise<void> {
  await database.transaction(async (tx) => {
    const { rows } = await tx.query(
      'INSERT INTO accounts (id, owner) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id',
      [data.accountId, data.owner],
    );
    if (rows.length === 0) return;
    await within(tx, outbox).publish({ type: 'AccountOpened', data }, cause);
  });
}

/** Another service: prepares a welcome parcel once. That it was called is remembered in the transaction of the work. */
export async function welcome(database: Postgres, inbox: Inbox<Sql>, { data }: AccountOpened): Promise<void> {
  await database.transaction(async (tx) => {
    if (!(await inbox.accept(tx, `welcome/${data.accountId}`))) return;
    await tx.query('INSERT INTO welcomes (account) VALUES ($1)', [data.accountId]);
  });
}
