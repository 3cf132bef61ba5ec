// Package parcels records what happens to a parcel on its way.
package parcels

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"example.com/eda/platform/event"
	"example.com/eda/platform/sqloutbox"
)

// Service changes parcels and tells the rest of the company, in one transaction.
type Service struct{ db *sql.DB }

// New returns a service over the parcel database; the relay of the outbox does the publishing.
func New(db *sql.DB) *Service { return &Service{db: db} }

// HandOver gives the parcel to a courier. Billing charges the sender on ParcelHandedOver.
func (s *Service) HandOver(ctx context.Context, parcelID, courier string) error {
	return s.record(ctx, ParcelHandedOver{ParcelID: parcelID, Courier: courier},
		`UPDATE parcels SET state = 'in-transit', courier = $2 WHERE id = $1`, parcelID, courier)
}

// Deliver closes the parcel. The shop releases the seller's money on ParcelDelivered.
func (s *Service) Deliver(ctx context.Context, parcelID string, at time.Time) error {
	return s.record(ctx, ParcelDelivered{ParcelID: parcelID, At: at},
		`UPDATE parcels SET state = 'delivered' WHERE id = $1`, parcelID)
}

// record commits the change and the event that tells of it together, or neither.
func (s *Service) record(ctx context.Context, evt event.Event, change string, args ...any) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, change, args...); err != nil {
		return fmt.Errorf("%s: %w", evt.ID(), err)
	}
	if err := sqloutbox.Add(ctx, tx, evt); err != nil {
		return fmt.Errorf("outbox %s: %w", evt.ID(), err)
	}
	return tx.Commit()
}
