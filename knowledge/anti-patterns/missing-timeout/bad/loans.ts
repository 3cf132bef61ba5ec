import type { EventEmitter } from 'node:events';
import { once } from 'node:events';
import type { Database } from '../../../platform/sql.ts';
import { addToOutbox } from '../../../platform/sql-outbox.ts';

/** Asks the bureau. Its answer moves the application on. */
export const onApplicationReceived = (db: Database, loanId: string): Promise<void> =>
  db.transaction(async (tx) => {
    const open = `INSERT INTO loans (id, state) VALUES ($1, 'awaiting-score') ON CONFLICT DO NOTHING`;
    await tx.query(open, [loanId]); // want missing-timeout
    await addToOutbox(tx, { id: `request-score/${loanId}`, type: 'RequestScore', data: { loanId } });
  });

/** Asks for a person at the counter, and resolves with what the bureau answers. */
export const scoreAtCounter = async (ask: (loanId: string) => Promise<void>, answers: EventEmitter, loanId: string) => {
  await ask(loanId);
  const [score] = await once(answers, loanId); // want missing-timeout
  return Number(score);
};
