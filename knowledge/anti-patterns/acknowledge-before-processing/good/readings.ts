import type { Sql } from '../../../platform/sql.ts';

export type Message = Readonly<{ content: Uint8Array }>;
export type Channel = Readonly<{
  ack(message: Message): void;
  nack(message: Message, all: boolean, requeue: boolean): void;
}>;

type Reading = Readonly<{ meter: string; slot: number; wh: number }>;

/** Keeps a reading, then takes it off the queue. What cannot be kept now goes back, what never can goes to the dead letters. */
export const onReading = async (db: Sql, channel: Channel, message: Message): Promise<void> => {
  try {
    await store(db, message);
  } catch (error) {
    const transient = !(error instanceof SyntaxError);
    channel.nack(message, false, transient);
    throw error;
  }
  channel.ack(message);
};

/** Keeps a reading once: after a crash before the ack it is delivered again. */
export const store = async (db: Sql, message: Message): Promise<void> => {
  const { meter, slot, wh }: Reading = JSON.parse(new TextDecoder().decode(message.content));
  const insert = `INSERT INTO readings (meter, slot, wh) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;
  await db.query(insert, [meter, slot, wh]);
};
