// Package desk books trips: a seat at the airline, a charge on the traveller's card, a trip in our own database.
package desk

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
)

// AirlineClient calls the airline's API.
type AirlineClient interface {
	IssueTicket(ctx context.Context, flight, traveller string) (ticket string, err error)
	VoidTicket(ctx context.Context, ticket string) error
}

// PaymentsClient calls the payments service.
type PaymentsClient interface {
	Charge(ctx context.Context, trip string, cents int64) error
}

// Trip is what the traveller asked for.
type Trip struct {
	ID, Traveller, Flight string
	Cents                 int64
}

// Desk books trips.
type Desk struct {
	db       *sql.DB
	airline  AirlineClient
	payments PaymentsClient
}

// New returns a desk.
func New(db *sql.DB, airline AirlineClient, payments PaymentsClient) *Desk {
	return &Desk{db: db, airline: airline, payments: payments}
}

// Book books everything or nothing: the transaction is rolled back when one of the calls fails.
func (d *Desk) Book(ctx context.Context, trip Trip) error {
	tx, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, `INSERT INTO trips (id, state) VALUES ($1, 'booked')`, trip.ID); err != nil {
		return fmt.Errorf("insert trip: %w", err)
	}
	ticket, err := d.airline.IssueTicket(ctx, trip.Flight, trip.Traveller) // want distributed-transaction
	if err != nil {
		return fmt.Errorf("issue ticket: %w", err)
	}
	if err := d.payments.Charge(ctx, trip.ID, trip.Cents); err != nil { // want distributed-transaction
		if undo := d.airline.VoidTicket(ctx, ticket); undo != nil { // want distributed-transaction
			slog.Error("ticket not voided", "ticket", ticket, "error", undo)
		}
		return fmt.Errorf("charge: %w", err)
	}
	if _, err := tx.ExecContext(ctx, `UPDATE trips SET ticket = $2 WHERE id = $1`, trip.ID, ticket); err != nil {
		return fmt.Errorf("keep ticket: %w", err)
	}
	return tx.Commit()
}
