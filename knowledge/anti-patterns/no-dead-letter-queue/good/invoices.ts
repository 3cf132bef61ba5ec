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

/** Creates the queue and the place for what it gives up: after five deliveries, or at once when it is told so. */
export const declare = async (channel: Channel): Promise<void> => {
  await channel.assertQueue('invoices.dead', { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.assertQueue('invoices', {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-delivery-limit': 5,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': 'invoices.dead',
    },
  });
};

/** Books a document. What may work later goes back to the queue, what never will goes to its dead letters. */
export const onInvoice = async (db: Sql, channel: Channel, message: Message): Promise<void> => {
  try {
    await book(db, message);
  } catch (error) {
    const transient = !(error instanceof SyntaxError);
    channel.nack(message, false, transient);
    throw error;
  }
  channel.ack(message);
};

const book = async (db: Sql, message: Message): Promise<void> => {
  const { number, cents }: { number: string; cents: number } = JSON.parse(new TextDecoder().decode(message.content));
  await db.query(`INSERT INTO documents (number, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [number, cents]);
};
