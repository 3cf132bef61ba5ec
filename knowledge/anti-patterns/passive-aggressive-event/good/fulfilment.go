// Package fulfilment gets paid orders out of the warehouse.
package fulfilment

import (
	"context"

	"example.com/eda/platform/command"
)

// OrderPaid says that an order may leave.
type OrderPaid struct{ OrderID string }

// PickOrder asks the warehouse to pick the goods of an order. It answers with PickingCompleted or PickingRefused.
type PickOrder struct{ OrderID string }

// Type is the name on the wire.
func (PickOrder) Type() string { return "PickOrder" }

// Fulfilment waits for the answer, and then orders the courier or gives the money back.
type Fulfilment struct{ Commands command.Bus }

// OnOrderPaid asks the warehouse. If there is none, this is where it shows.
func (f Fulfilment) OnOrderPaid(ctx context.Context, evt OrderPaid) error {
	return f.Commands.Send(ctx, PickOrder{OrderID: evt.OrderID})
}
