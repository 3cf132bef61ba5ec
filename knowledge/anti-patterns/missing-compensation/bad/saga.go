// Package tickets sells concert tickets.
package tickets

import (
	"context"
	"log/slog"

	"example.com/eda/platform/command"
)

// Saga takes an order from payment to seats.
type Saga struct{ Commands command.Bus }

// OnOrderPlaced asks for the money first: seats are never blocked by people who do not pay.
func (s Saga) OnOrderPlaced(ctx context.Context, evt OrderPlaced) error {
	return s.Commands.Send(ctx, ChargeCustomer{OrderID: evt.OrderID, Cents: evt.Cents})
}

// OnCustomerCharged asks for the seats.
func (s Saga) OnCustomerCharged(ctx context.Context, evt CustomerCharged) error {
	return s.Commands.Send(ctx, AssignSeats{OrderID: evt.OrderID})
}

// OnChargeDeclined ends the order: nothing has happened yet.
func (s Saga) OnChargeDeclined(ctx context.Context, evt ChargeDeclined) error {
	return s.Commands.Send(ctx, CancelOrder{OrderID: evt.OrderID, Reason: "declined"})
}

// OnSeatsUnavailable ends the order.
func (s Saga) OnSeatsUnavailable(ctx context.Context, evt SeatsUnavailable) error {
	slog.Warn("sold out", "order", evt.OrderID)
	return s.Commands.Send(ctx, CancelOrder{OrderID: evt.OrderID, Reason: "sold out"}) // want missing-compensation
}
