// Package desk books trips: a seat at the airline, a charge on the traveller's card, a trip in our own database.
package desk

import (
	"context"
	"database/sql"
	"fmt"

	"example.com/eda/platform/event"
	"example.com/eda/platform/sqloutbox"
)

// Desk takes a trip from request to booking, one local transaction per step.
type Desk struct{ db *sql.DB }

// New returns a desk.
func New(db *sql.DB) *Desk { return &Desk{db: db} }

// Book accepts the trip and asks for the ticket. The traveller follows the state of the trip.
func (d *Desk) Book(ctx context.Context, trip Trip) error {
	return d.step(ctx, IssueTicket{TripID: trip.ID, Traveller: trip.Traveller, Flight: trip.Flight},
		`INSERT INTO trips (id, state, cents) VALUES ($1, 'requested', $2) ON CONFLICT DO NOTHING`, trip.ID, trip.Cents)
}

// Handle moves the trip on with each answer; an answer that comes twice finds the state already moved.
func (d *Desk) Handle(ctx context.Context, answer event.Event) error {
	switch answer := answer.(type) {
	case TicketIssued:
		return d.step(ctx, ChargeCard{TripID: answer.TripID, Cents: answer.Cents},
			`UPDATE trips SET state = 'ticketed', ticket = $2 WHERE id = $1 AND state = 'requested'`, answer.TripID, answer.Ticket)
	case CardCharged:
		return d.step(ctx, TripBooked{TripID: answer.TripID},
			`UPDATE trips SET state = 'booked' WHERE id = $1 AND state = 'ticketed'`, answer.TripID)
	case CardDeclined:
		return d.step(ctx, VoidTicket{TripID: answer.TripID},
			`UPDATE trips SET state = 'voiding' WHERE id = $1 AND state = 'ticketed'`, answer.TripID)
	case TicketVoided:
		return d.step(ctx, TripCancelled{TripID: answer.TripID},
			`UPDATE trips SET state = 'cancelled' WHERE id = $1 AND state = 'voiding'`, answer.TripID)
	}
	return fmt.Errorf("desk: unexpected %s", answer.Type())
}

// step commits a change of the trip together with the message that follows from it.
func (d *Desk) step(ctx context.Context, next event.Event, change string, args ...any) error {
	tx, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	done, err := tx.ExecContext(ctx, change, args...)
	if err != nil {
		return fmt.Errorf("change trip: %w", err)
	}
	if moved, err := done.RowsAffected(); err != nil || moved == 0 {
		return err
	}
	if err := sqloutbox.Add(ctx, tx, next); err != nil {
		return fmt.Errorf("outbox %s: %w", next.ID(), err)
	}
	return tx.Commit()
}
