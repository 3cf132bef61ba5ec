import type { EventEmitter } from 'node:events';
import { once } from 'node:events';
import type { Database, Value } from '../../../platform/sql.ts';
import { addToOutbox } from '../../../platform/sql-outbox.ts';

/** How long an application waits for its score, in milliseconds. */
export const patience = 4 * 60 * 60 * 1000;

/** Asks the bureau, and notes until when it may answer. */
export const onApplicationReceived = (db: Database, loanId: string, now: number): Promise<void> => {
  const open = `INSERT INTO loans (id, state, due) VALUES ($1, 'awaiting-score', $2) ON CONFLICT DO NOTHING`;
  return move(db, 'RequestScore', loanId, open, [loanId, now + patience]);
};

/** Decides, unless a person has the case already: then the score is laid into the file. */
export const onScoreReceived = async (db: Database, loanId: string, score: number): Promise<void> => {
  const state = score >= 600 ? 'approved' : 'rejected';
  await db.query(`UPDATE loans SET state = $2 WHERE id = $1 AND state = 'awaiting-score'`, [loanId, state]);
  await db.query(`UPDATE loans SET late_score = $2 WHERE id = $1 AND state = 'review'`, [loanId, score]);
};

/** Gives every application that is over its deadline to a person. Run it every minute; it may run twice. */
export const expire = async (db: Database, now: number): Promise<void> => {
  const overdue = `SELECT id FROM loans WHERE state = 'awaiting-score' AND due <= $1`;
  const review = `UPDATE loans SET state = 'review' WHERE id = $1 AND state = 'awaiting-score'`;
  for (const { id } of (await db.query(overdue, [now])).rows)
    await move(db, 'ReviewRequested', String(id), review, [String(id)]);
};

/** Commits a change and what follows from it; whoever comes second finds the state moved and changes nothing. */
const move = (db: Database, type: string, loanId: string, change: string, values: readonly Value[]): Promise<void> =>
  db.transaction(async (tx) => {
    const { affectedRows } = await tx.query(change, values);
    if (affectedRows > 0) await addToOutbox(tx, { id: `${type}/${loanId}`, type, data: { loanId } });
  });

/** Asks for a person at the counter, and rejects when the bureau has not answered in time. */
export const scoreAtCounter = async (
  ask: (loanId: string) => Promise<void>,
  answers: EventEmitter,
  loanId: string,
  milliseconds: number,
): Promise<number> => {
  const answered = once(answers, loanId, { signal: AbortSignal.timeout(milliseconds) });
  await ask(loanId);
  const [score] = await answered;
  return Number(score);
};
