import type { Database } from '../../../platform/sql.ts';
import { addToOutbox } from '../../../platform/sql-outbox.ts';

export type ApplicationSubmitted = Readonly<{ applicationId: string; name: string }>;

/** Answers every application. What cannot be found out now rejects, and the message comes again. */
export const onApplicationSubmitted = async (db: Database, event: ApplicationSubmitted): Promise<void> => {
  const { applicationId, name } = event;
  const { rows } = await db.query(`SELECT name FROM sanctions WHERE name = $1`, [name]);
  const answer =
    rows.length > 0
      ? { type: 'ApplicantRefused', data: { applicationId, reason: 'sanctions list' } }
      : { type: 'ApplicantCleared', data: { applicationId } };
  await db.transaction((tx) => addToOutbox(tx, { id: `screening/${applicationId}`, ...answer }));
};
