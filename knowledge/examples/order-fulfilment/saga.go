package orderfulfilment

import (
	"context"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
)

// Saga answers each event with the next command. It holds no state and decides on nothing but the event,
// so a crash, a duplicate or a second copy of it running elsewhere cannot confuse it.
type Saga struct{ commands command.Bus }

// NewSaga returns a saga that sends to a durable bus.
func NewSaga(commands command.Bus) *Saga { return &Saga{commands: commands} }

// Subscribe lists the whole process: the way forward, and the way back.
func (s *Saga) Subscribe(events event.Subscriber) {
	event.On(events, s.onOrderPlaced)
	event.On(events, s.onPaymentCompleted)
	event.On(events, s.onOrderPaymentRecorded)
	event.On(events, s.onStockReserved)
	event.On(events, s.onPackageSent)

	event.On(events, s.onPaymentDeclined)
	event.On(events, s.onOrderPaymentTimedOut)
	event.On(events, s.onOutOfStock)
	event.On(events, s.onPackageRefused)
	event.On(events, s.onStockReleased)
	event.On(events, s.onPaymentRefunded)
}

func (s *Saga) onOrderPlaced(ctx context.Context, e OrderPlaced) error {
	return s.commands.Send(ctx, RequestPayment{OrderID: e.OrderID, Amount: e.Total})
}

// PaymentCompleted does not say what was bought, and the saga does not remember: it asks the order to tell.
func (s *Saga) onPaymentCompleted(ctx context.Context, e PaymentCompleted) error {
	return s.commands.Send(ctx, RecordPayment{OrderID: e.OrderID})
}

func (s *Saga) onOrderPaymentRecorded(ctx context.Context, e OrderPaymentRecorded) error {
	return s.commands.Send(ctx, ReserveStock{OrderID: e.OrderID, Items: e.Items})
}

func (s *Saga) onStockReserved(ctx context.Context, e StockReserved) error {
	return s.commands.Send(ctx, SendPackage{OrderID: e.OrderID, Items: e.Items})
}

func (s *Saga) onPackageSent(ctx context.Context, e PackageSent) error {
	return s.commands.Send(ctx, CompleteOrder{OrderID: e.OrderID})
}

func (s *Saga) onPaymentDeclined(ctx context.Context, e PaymentDeclined) error {
	return s.commands.Send(ctx, CancelOrder{OrderID: e.OrderID})
}

// The payment may still be on its way: only billing can say what became of it.
func (s *Saga) onOrderPaymentTimedOut(ctx context.Context, e OrderPaymentTimedOut) error {
	return s.commands.Send(ctx, RefundPayment{OrderID: e.OrderID})
}

func (s *Saga) onOutOfStock(ctx context.Context, e OutOfStock) error {
	return s.commands.Send(ctx, RefundPayment{OrderID: e.OrderID})
}

func (s *Saga) onPackageRefused(ctx context.Context, e PackageRefused) error {
	return s.commands.Send(ctx, ReleaseStock{OrderID: e.OrderID})
}

func (s *Saga) onStockReleased(ctx context.Context, e StockReleased) error {
	return s.commands.Send(ctx, RefundPayment{OrderID: e.OrderID})
}

func (s *Saga) onPaymentRefunded(ctx context.Context, e PaymentRefunded) error {
	return s.commands.Send(ctx, CancelOrder{OrderID: e.OrderID})
}
