// Package todolist finds what stayed open for too long, and asks again until it is closed.
package todolist

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
)

// OrderPlaced opens an item.
type OrderPlaced struct {
	OrderID string
	PayBy   time.Time
}

func (OrderPlaced) Type() string { return "OrderPlaced" }
func (e OrderPlaced) ID() string { return "order-placed/" + e.OrderID }

// PaymentCompleted closes it.
type PaymentCompleted struct{ OrderID string }

func (PaymentCompleted) Type() string { return "PaymentCompleted" }
func (e PaymentCompleted) ID() string { return "payment-completed/" + e.OrderID }

// OrderCancelled closes it too.
type OrderCancelled struct{ OrderID string }

func (OrderCancelled) Type() string { return "OrderCancelled" }
func (e OrderCancelled) ID() string { return "order-cancelled/" + e.OrderID }

// CancelOrder asks for the end of an order that was not paid in time. The order decides, not the list.
type CancelOrder struct {
	OrderID string
	Due     time.Time
}

func (CancelOrder) Type() string { return "CancelOrder" }

// List is what is open, and until when. It is a projection: throw it away and build it again from the events.
type List map[string]time.Time

// When notes an event.
func (l List) When(evt event.Event) {
	switch e := evt.(type) {
	case OrderPlaced:
		l[e.OrderID] = e.PayBy
	case PaymentCompleted:
		delete(l, e.OrderID)
	case OrderCancelled:
		delete(l, e.OrderID)
	}
}

// Due returns what is overdue at a moment, longest first.
func (l List) Due(now time.Time) []CancelOrder {
	var due []CancelOrder
	for id, payBy := range l {
		if !now.Before(payBy) {
			due = append(due, CancelOrder{OrderID: id, Due: payBy})
		}
	}
	slices.SortFunc(due, func(a, b CancelOrder) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.OrderID, b.OrderID))
	})
	return due
}

// Sweep asks for everything that is due, and removes nothing: an item leaves the list with the event that closes it,
// so a command that gets lost is simply sent again by the next sweep.
func Sweep(ctx context.Context, list List, now time.Time, commands command.Bus) error {
	for _, overdue := range list.Due(now) {
		if err := commands.Send(ctx, overdue); err != nil {
			return fmt.Errorf("cancel order %s: %w", overdue.OrderID, err)
		}
	}
	return nil
}
