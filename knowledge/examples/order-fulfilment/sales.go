package orderfulfilment

import (
	"context"
	"time"

	"example.com/eda/platform/command"
	"example.com/eda/platform/deadline"
	"example.com/eda/platform/event"
	"example.com/eda/platform/store"
	"example.com/eda/platform/transaction"
)

// Patience is how long an order waits for its payment.
const Patience = 15 * time.Minute

// OrderStatus is where an order stands.
type OrderStatus string

const (
	OrderUnknown   OrderStatus = ""
	OrderUnpaid    OrderStatus = "unpaid"
	OrderTimedOut  OrderStatus = "timed out" // no longer waits for the payment, which may still arrive
	OrderPaid      OrderStatus = "paid"
	OrderFulfilled OrderStatus = "fulfilled"
	OrderWithdrawn OrderStatus = "cancelled"
)

// Order is what sales knows of an order. The business decisions are made here, not in the saga.
type Order struct {
	Status OrderStatus
	Items  []Item
}

// EvolveOrder returns the order after an event.
func EvolveOrder(o Order, evt event.Event) Order {
	switch e := evt.(type) {
	case OrderPlaced:
		o.Status, o.Items = OrderUnpaid, e.Items
	case OrderPaymentTimedOut:
		o.Status = OrderTimedOut
	case OrderPaymentRecorded:
		o.Status = OrderPaid
	case OrderCompleted:
		o.Status = OrderFulfilled
	case OrderCancelled:
		o.Status = OrderWithdrawn
	}
	return o
}

// Place decides what a repeated PlaceOrder means too: nothing.
func (o Order) Place(cmd PlaceOrder) []event.Event {
	if o.Status != OrderUnknown {
		return nil
	}
	return []event.Event{OrderPlaced(cmd)}
}

// Expire gives up on a payment that is late, and only on that.
func (o Order) Expire(cmd ExpirePayment) []event.Event {
	if o.Status != OrderUnpaid {
		return nil
	}
	return []event.Event{OrderPaymentTimedOut(cmd)}
}

// RecordPayment lets a paid order go on. A payment that comes after the time-out is not recorded:
// its refund is under way.
func (o Order) RecordPayment(cmd RecordPayment) []event.Event {
	if o.Status != OrderUnpaid {
		return nil
	}
	return []event.Event{OrderPaymentRecorded{OrderID: cmd.OrderID, Items: o.Items}}
}

// Complete closes a paid order.
func (o Order) Complete(cmd CompleteOrder) []event.Event {
	if o.Status != OrderPaid {
		return nil
	}
	return []event.Event{OrderCompleted(cmd)}
}

// Cancel closes an order that is still open.
func (o Order) Cancel(cmd CancelOrder) []event.Event {
	if o.Status == OrderFulfilled || o.Status == OrderWithdrawn {
		return nil
	}
	return []event.Event{OrderCancelled(cmd)}
}

// Sales runs the decisions of orders, each in one transaction with what it tells.
type Sales struct {
	scope     transaction.Scope
	orders    store.AggregateStore[Order]
	out       event.Publisher
	deadlines deadline.Scheduler
	now       func() time.Time
}

// NewSales returns the module; out and deadlines must belong to the transactions of scope.
func NewSales(
	scope transaction.Scope,
	orders store.AggregateStore[Order],
	out event.Publisher,
	deadlines deadline.Scheduler,
	now func() time.Time,
) *Sales {
	return &Sales{scope: scope, orders: orders, out: out, deadlines: deadlines, now: now}
}

// Register takes the module's commands.
func (s *Sales) Register(commands command.Registrar) {
	command.On(commands, s.place)
	command.On(commands, func(ctx context.Context, cmd ExpirePayment) error {
		return s.decide(ctx, cmd.OrderID, func(o Order) []event.Event { return o.Expire(cmd) })
	})
	command.On(commands, func(ctx context.Context, cmd RecordPayment) error {
		return s.decide(ctx, cmd.OrderID, func(o Order) []event.Event { return o.RecordPayment(cmd) })
	})
	command.On(commands, func(ctx context.Context, cmd CompleteOrder) error {
		return s.decide(ctx, cmd.OrderID, func(o Order) []event.Event { return o.Complete(cmd) })
	})
	command.On(commands, func(ctx context.Context, cmd CancelOrder) error {
		return s.decide(ctx, cmd.OrderID, func(o Order) []event.Event { return o.Cancel(cmd) })
	})
}

// place sets the alarm in the transaction that starts the wait: no order can wait without one.
func (s *Sales) place(ctx context.Context, cmd PlaceOrder) error {
	return s.scope.Within(ctx, func(ctx context.Context) error {
		err := s.decide(ctx, cmd.OrderID, func(o Order) []event.Event { return o.Place(cmd) })
		if err != nil {
			return err
		}
		return s.deadlines.Schedule(ctx, s.now().Add(Patience), ExpirePayment{OrderID: cmd.OrderID})
	})
}

func (s *Sales) decide(ctx context.Context, orderID string, decide func(Order) []event.Event) error {
	return store.Execute(ctx, s.scope, s.orders, s.out, orderID, decide)
}
