export type SessionEnded = Readonly<{ sessionId: string; card: string; cents: number }>;

/** The cache that all instances share. */
type Redis = Readonly<{
  set(key: string, value: string, options: { NX: true; EX: number }): Promise<'OK' | null>;
  del(key: string): Promise<unknown>;
}>;
type Payments = Readonly<{ charge(card: string, cents: number): Promise<void> }>;

/** Charges a session once: whoever gets the lock does it, and gives it back if that fails. */
export const onSessionEnded = async (redis: Redis, payments: Payments, event: SessionEnded): Promise<void> => {
  const key = `billed:${event.sessionId}`;
  const first = await redis.set(key, '1', { NX: true, EX: 86_400 }); // want external-dedup-lock
  if (first === null) return;
  try {
    await payments.charge(event.card, event.cents);
  } catch (error) {
    await redis.del(key); // want external-dedup-lock
    throw error;
  }
};
