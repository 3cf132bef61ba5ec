// Package choreography lets independent services react to a payment. Nothing stands in the middle.
package choreography

import (
	"context"

	"example.com/eda/platform/event"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/outbox"
	"example.com/eda/platform/transaction"
)

// PaymentCompleted is the fact others react to. It carries what they need, so that nobody has to call back.
type PaymentCompleted struct {
	OrderID, CustomerID string
	SKUs                []string
	Amount              int // in cents
}

func (PaymentCompleted) Type() string { return "PaymentCompleted" }
func (e PaymentCompleted) ID() string { return "payment-completed/" + e.OrderID }

// ParcelPacked is the warehouse's own fact, which others may react to in turn.
type ParcelPacked struct{ OrderID string }

func (ParcelPacked) Type() string { return "ParcelPacked" }
func (e ParcelPacked) ID() string { return "parcel-packed/" + e.OrderID }

// Service is what each participant has of its own: a transaction, an inbox and an outbox.
type Service struct {
	Name  string
	Scope transaction.Scope
	Inbox inbox.Store
	Out   outbox.Writer
}

// Warehouse packs what is paid.
func (s Service) Warehouse(events event.Subscriber, pack func(ctx context.Context, orderID string, skus []string)) {
	event.On(events, func(ctx context.Context, e PaymentCompleted) error {
		return inbox.Once(ctx, s.Scope, s.Inbox, s.Name+"/"+e.ID(), func(ctx context.Context) error {
			pack(ctx, e.OrderID, e.SKUs)
			return outbox.Events(s.Out).Publish(ctx, ParcelPacked{OrderID: e.OrderID})
		})
	})
}

// Loyalty gives a point for each unit of money. It was added later; no publisher knows of it.
func (s Service) Loyalty(events event.Subscriber, give func(ctx context.Context, customerID string, points int)) {
	event.On(events, func(ctx context.Context, e PaymentCompleted) error {
		return inbox.Once(ctx, s.Scope, s.Inbox, s.Name+"/"+e.ID(), func(ctx context.Context) error {
			give(ctx, e.CustomerID, e.Amount/100)
			return nil
		})
	})
}
