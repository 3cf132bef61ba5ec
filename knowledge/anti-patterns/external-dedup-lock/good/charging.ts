import type { Database } from '../../../platform/sql.ts';
import { addToOutbox } from '../../../platform/sql-outbox.ts';

export type SessionEnded = Readonly<{ sessionId: string; card: string; cents: number }>;

/** Bills a session once: the bill is the memory, and commits with the order to charge it. */
export const onSessionEnded = (db: Database, event: SessionEnded): Promise<void> =>
  db.transaction(async (tx) => {
    const bill = `INSERT INTO bills (session_id, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING`;
    await tx.query(bill, [event.sessionId, event.cents]);
    await addToOutbox(tx, { id: `charge/${event.sessionId}`, type: 'ChargeCard', data: event });
  });

/** The provider charges once per key, and answers a repeated key with the first answer. */
type Payments = Readonly<{ charge(key: string, card: string, cents: number): Promise<void> }>;

/** Charges. After a rejection, also one that leaves the outcome open, it is delivered again and asks with the same key. */
export const onChargeCard = (payments: Payments, { sessionId, card, cents }: SessionEnded): Promise<void> =>
  payments.charge(`charge/${sessionId}`, card, cents);
