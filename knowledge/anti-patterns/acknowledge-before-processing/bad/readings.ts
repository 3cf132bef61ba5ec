import type { Sql } from '../../../platform/sql.ts';

export type Message = Readonly<{ content: Uint8Array }>;
export type Channel = Readonly<{
  ack(message: Message): void;
  nack(message: Message, all: boolean, requeue: boolean): void;
}>;

type Reading = Readonly<{ meter: string; slot: number; wh: number }>;

/** Takes a reading off the queue at once, so that the broker does not send it again while we are at work. */
export const onLiveReading = async (db: Sql, channel: Channel, message: Message): Promise<void> => {
  channel.ack(message); // want acknowledge-before-processing
  await store(db, message);
};

/** Keeps the reading of a meter that was offline. */
export const onBackfilledReading = async (db: Sql, channel: Channel, message: Message): Promise<void> => {
  void store(db, message).catch(() => undefined); // want acknowledge-before-processing
  channel.ack(message);
};

const store = async (db: Sql, message: Message): Promise<void> => {
  const { meter, slot, wh }: Reading = JSON.parse(new TextDecoder().decode(message.content));
  const insert = `INSERT INTO readings (meter, slot, wh) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;
  await db.query(insert, [meter, slot, wh]);
};
