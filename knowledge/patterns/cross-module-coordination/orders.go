// Package orders is accountable for the outcome of an order, so it coordinates the others through what they publish.
package orders

import (
	"context"
	"strings"

	"example.com/eda/patterns/cross-module-coordination/payments"
	shopping "example.com/eda/patterns/internal-external-events/contract"
	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
)

// InitializeOrder is this module's own word for what a finished cart means to it.
type InitializeOrder struct {
	OrderID, Buyer string
	Due            int // in cents
}

func (InitializeOrder) Type() string { return "InitializeOrder" }

// RecordPayment is this module's own word for what a completed payment means to it.
type RecordPayment struct{ OrderID string }

func (RecordPayment) Type() string { return "RecordPayment" }

// OrderInitialized is internal.
type OrderInitialized struct {
	OrderID string
	Due     int
}

func (OrderInitialized) Type() string { return "OrderInitialized" }
func (e OrderInitialized) ID() string { return "order-initialized/" + e.OrderID }

// Edge is the only place that knows the words of other modules: foreign facts come in as our commands, and what we
// want from others goes out as theirs.
func Edge(events event.Subscriber, commands command.Bus) {
	event.On(events, func(ctx context.Context, e shopping.ShoppingCartFinalized) error {
		return commands.Send(ctx, InitializeOrder{OrderID: orderOf(e.CartID), Buyer: e.CustomerID, Due: e.Total})
	})
	event.On(events, func(ctx context.Context, e OrderInitialized) error {
		return commands.Send(ctx, payments.RequestPayment{PaymentID: paymentOf(e.OrderID), Amount: e.Due})
	})
	event.On(events, func(ctx context.Context, e payments.PaymentCompleted) error {
		return commands.Send(ctx, RecordPayment{OrderID: strings.TrimSuffix(e.PaymentID, "/payment")})
	})
}

// Ids are derived, so that a cart that is told of twice is one order, and an order asked for twice one payment.
func orderOf(cartID string) string    { return "order-" + cartID }
func paymentOf(orderID string) string { return orderID + "/payment" }
