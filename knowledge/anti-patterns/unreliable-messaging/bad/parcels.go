// Package parcels records what happens to a parcel on its way.
package parcels

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"time"

	"example.com/eda/platform/event"
)

// Service changes parcels and tells the rest of the company.
type Service struct {
	db     *sql.DB
	events event.Publisher
}

// New returns a service over the parcel database and the broker.
func New(db *sql.DB, events event.Publisher) *Service { return &Service{db: db, events: events} }

// HandOver gives the parcel to a courier. Billing charges the sender on ParcelHandedOver.
func (s *Service) HandOver(ctx context.Context, parcelID, courier string) error {
	_, err := s.db.ExecContext(ctx,
		`UPDATE parcels SET state = 'in-transit', courier = $2 WHERE id = $1`, parcelID, courier)
	if err != nil {
		return fmt.Errorf("hand over %s: %w", parcelID, err)
	}
	return s.events.Publish(ctx, ParcelHandedOver{ParcelID: parcelID, Courier: courier}) // want unreliable-messaging
}

// Deliver closes the parcel. The shop releases the seller's money on ParcelDelivered.
func (s *Service) Deliver(ctx context.Context, parcelID string, at time.Time) error {
	if _, err := s.db.ExecContext(ctx, `UPDATE parcels SET state = 'delivered' WHERE id = $1`, parcelID); err != nil {
		return fmt.Errorf("deliver %s: %w", parcelID, err)
	}
	go func() {
		delivered := ParcelDelivered{ParcelID: parcelID, At: at}
		if err := s.events.Publish(context.WithoutCancel(ctx), delivered); err != nil { // want unreliable-messaging
			slog.Error("publish failed", "parcel", parcelID, "error", err)
		}
	}()
	return nil
}
