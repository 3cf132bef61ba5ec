import type { Sql } from '../../../platform/sql.ts';

export type Message = Readonly<{ content: Uint8Array }>;
export type Channel = Readonly<{
  assertQueue(
    name: string,
    options: { durable: boolean; arguments?: Readonly<Record<string, unknown>> },
  ): Promise<unknown>;
  ack(message: Message): void;
  nack(message: Message, all: boolean, requeue: boolean): void;
}>;

/** Creates the queue. */
export const declare = async (channel: Channel): Promise<void> => {
  await channel.assertQueue('invoices', { durable: true }); // want no-dead-letter-queue
};

/** Books an invoice, and tries again for as long as it takes. */
export const onInvoice = async (db: Sql, channel: Channel, message: Message): Promise<void> => {
  try {
    await book(db, message);
    channel.ack(message);
  } catch {
    channel.nack(message, false, true); // want no-dead-letter-queue
  }
};

const book = async (db: Sql, message: Message): Promise<void> => {
  const { number, cents }: { number: string; cents: number } = JSON.parse(new TextDecoder().decode(message.content));
  await db.query(`INSERT INTO documents (number, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [number, cents]);
};
