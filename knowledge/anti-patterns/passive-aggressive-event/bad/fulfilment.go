// Package fulfilment gets paid orders out of the warehouse.
package fulfilment

import (
	"context"

	"example.com/eda/platform/event"
)

// OrderPaid says that an order may leave.
type OrderPaid struct{ OrderID string }

// PickingRequired says that the goods of an order have to be picked.
type PickingRequired struct{ OrderID string }

// ID names the fact.
func (e PickingRequired) ID() string { return "picking-required/" + e.OrderID }

// Type is the name on the wire.
func (PickingRequired) Type() string { return "PickingRequired" }

// PickingCompleted is what the warehouse is expected to publish then.
type PickingCompleted struct{ OrderID string }

// ID names the fact.
func (e PickingCompleted) ID() string { return "picking-completed/" + e.OrderID }

// Type is the name on the wire.
func (PickingCompleted) Type() string { return "PickingCompleted" }

// Fulfilment waits for PickingCompleted, and then orders the courier.
type Fulfilment struct{ Events event.Publisher }

// OnOrderPaid lets the warehouse know. We are event-driven, so we do not tell it what to do.
func (f Fulfilment) OnOrderPaid(ctx context.Context, evt OrderPaid) error {
	return f.Events.Publish(ctx, PickingRequired{OrderID: evt.OrderID}) // want passive-aggressive-event
}
