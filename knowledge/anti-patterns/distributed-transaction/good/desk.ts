import type { Database, Value } from '../../../platform/sql.ts';
import { addToOutbox, type OutgoingEvent } from '../../../platform/sql-outbox.ts';

export type Trip = Readonly<{ id: string; traveller: string; flight: string; cents: number }>;

/** What the airline and payments answer. */
export type Answer =
  | Readonly<{ type: 'TicketIssued'; tripId: string; ticket: string; cents: number }>
  | Readonly<{ type: 'CardCharged' | 'CardDeclined' | 'TicketVoided'; tripId: string }>;

/** Accepts the trip and asks for the ticket. The traveller follows the state of the trip. */
export const book = (db: Database, trip: Trip): Promise<void> =>
  step(
    db,
    message('IssueTicket', trip.id, { traveller: trip.traveller, flight: trip.flight, cents: trip.cents }),
    `INSERT INTO trips (id, state) VALUES ($1, 'requested') ON CONFLICT DO NOTHING`,
    [trip.id],
  );

/** Moves the trip on with each answer; an answer that comes twice finds the state already moved. */
export const handle = (db: Database, answer: Answer): Promise<void> => {
  const { tripId } = answer;
  switch (answer.type) {
    case 'TicketIssued':
      return step(
        db,
        message('ChargeCard', tripId, { cents: answer.cents }),
        `UPDATE trips SET state = 'ticketed', ticket = $2 WHERE id = $1 AND state = 'requested'`,
        [tripId, answer.ticket],
      );
    case 'CardCharged':
      return move(db, message('TripBooked', tripId), 'ticketed', 'booked');
    case 'CardDeclined':
      return move(db, message('VoidTicket', tripId), 'ticketed', 'voiding');
    case 'TicketVoided':
      return move(db, message('TripCancelled', tripId), 'voiding', 'cancelled');
  }
};

const move = (db: Database, next: OutgoingEvent, from: string, to: string): Promise<void> =>
  step(db, next, `UPDATE trips SET state = $3 WHERE id = $1 AND state = $2`, [String(next.data.tripId), from, to]);

/** Commits a change of the trip together with the message that follows from it. */
export const step = (db: Database, next: OutgoingEvent, change: string, values: readonly Value[]): Promise<void> =>
  db.transaction(async (tx) => {
    const { affectedRows } = await tx.query(change, values);
    if (affectedRows > 0) await addToOutbox(tx, next);
  });

const message = (type: string, tripId: string, data: OutgoingEvent['data'] = {}): OutgoingEvent => ({
  id: `${type}/${tripId}`,
  type,
  data: { tripId, ...data },
});
