import type { Database } from '../../../platform/sql.ts';
import { addToOutbox } from '../../../platform/sql-outbox.ts';

export type ApplicationSubmitted = Readonly<{ applicationId: string; name: string }>;

type Log = Readonly<{ error(text: string, error: unknown): void; warn(text: string): void }>;

/** Clears the applicant. It never rejects, so that the queue does not get stuck. */
export const onApplicationSubmitted = async (db: Database, log: Log, event: ApplicationSubmitted): Promise<void> => {
  const { applicationId, name } = event;
  try {
    const { rows } = await db.query(`SELECT name FROM sanctions WHERE name = $1`, [name]);
    if (rows.length > 0) {
      log.warn(`${applicationId} is on the sanctions list`);
      return; // want swallowed-failure
    }
    const cleared = { id: `applicant-cleared/${applicationId}`, type: 'ApplicantCleared', data: { applicationId } };
    await db.transaction((tx) => addToOutbox(tx, cleared));
  } catch (error) {
    log.error('screening failed', error); // want swallowed-failure
  }
};
