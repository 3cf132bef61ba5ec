// Package outbox places orders and tells of them, both or neither.
package outbox

import (
	"context"

	"example.com/eda/platform/event"
	"example.com/eda/platform/outbox"
	"example.com/eda/platform/transaction"
)

// PlaceOrder asks for an order.
type PlaceOrder struct{ OrderID string }

func (PlaceOrder) Type() string { return "PlaceOrder" }

// OrderPlaced tells of one. Its identity is the fact's, the same however often it is published.
type OrderPlaced struct{ OrderID string }

func (OrderPlaced) Type() string { return "OrderPlaced" }
func (e OrderPlaced) ID() string { return "order-placed/" + e.OrderID }

// Rows keeps the status of orders, in the transaction of its context.
type Rows interface {
	Get(ctx context.Context, orderID string) (status string, ok bool)
	Put(ctx context.Context, orderID, status string)
}

// Orders is the module that owns orders.
type Orders struct {
	scope transaction.Scope
	rows  Rows
	out   event.Publisher
}

// NewOrders returns the module; rows and out must belong to scope.
func NewOrders(scope transaction.Scope, rows Rows, out outbox.Writer) *Orders {
	return &Orders{scope: scope, rows: rows, out: outbox.Events(out)}
}

// Place saves the order and the message in one transaction. Nothing is published here: the message becomes visible
// to the relay in the moment the order becomes visible to everybody else.
func (o *Orders) Place(ctx context.Context, cmd PlaceOrder) error {
	return o.scope.Within(ctx, func(ctx context.Context) error {
		if _, placed := o.rows.Get(ctx, cmd.OrderID); placed {
			return nil
		}
		o.rows.Put(ctx, cmd.OrderID, "placed")
		return o.out.Publish(ctx, OrderPlaced(cmd))
	})
}
