package saga

import (
	"context"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
)

// Saga answers events with commands. It has one dependency and no memory, so a restart, a duplicate
// or a second copy of it running elsewhere cannot confuse it.
type Saga struct{ commands command.Bus }

// New returns a saga that sends to a durable bus.
func New(commands command.Bus) Saga { return Saga{commands: commands} }

// Subscribe is the whole process at a glance: the way forward and, from each refusal, the way back.
func (s Saga) Subscribe(events event.Subscriber) {
	event.On(events, s.onOrderPlaced)
	event.On(events, s.onPaymentCompleted)
	event.On(events, s.onStockReserved)

	event.On(events, s.onPaymentDeclined)
	event.On(events, s.onStockUnavailable)
	event.On(events, s.onPaymentRefunded)
}

func (s Saga) onOrderPlaced(ctx context.Context, e OrderPlaced) error {
	return s.commands.Send(ctx, RequestPayment{OrderID: e.OrderID, Amount: e.Total})
}

func (s Saga) onPaymentCompleted(ctx context.Context, e PaymentCompleted) error {
	return s.commands.Send(ctx, ReserveStock{OrderID: e.OrderID})
}

func (s Saga) onStockReserved(ctx context.Context, e StockReserved) error {
	return s.commands.Send(ctx, CompleteOrder{OrderID: e.OrderID})
}

func (s Saga) onPaymentDeclined(ctx context.Context, e PaymentDeclined) error {
	return s.commands.Send(ctx, CancelOrder{OrderID: e.OrderID})
}

// The payment is already taken when the stock is refused, so it is given back first. Cancelling
// waits for PaymentRefunded: an order is cancelled only when nothing is left to undo.
func (s Saga) onStockUnavailable(ctx context.Context, e StockUnavailable) error {
	return s.commands.Send(ctx, RefundPayment{OrderID: e.OrderID})
}

func (s Saga) onPaymentRefunded(ctx context.Context, e PaymentRefunded) error {
	return s.commands.Send(ctx, CancelOrder{OrderID: e.OrderID})
}
