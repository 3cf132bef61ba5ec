package shipment

import (
	"context"

	"example.com/eda/platform/event"
	"example.com/eda/platform/transaction"
)

// Status is where an order stands.
type Status string

const (
	Open      Status = "open"
	Shipped   Status = "shipped"
	Cancelled Status = "cancelled"
)

// Book stores orders, in the transactions of the service.
type Book interface {
	Status(ctx context.Context, orderID string) (Status, error)
	SetStatus(ctx context.Context, orderID string, status Status) error
}

// Orders takes orders and follows what becomes of them.
type Orders struct {
	scope transaction.Scope
	book  Book
	out   event.Publisher
}

// NewOrders returns the service; book and out must belong to the transactions of scope.
func NewOrders(scope transaction.Scope, book Book, out event.Publisher) *Orders {
	return &Orders{scope: scope, book: book, out: out}
}

// Place opens an order and tells the others.
func (o *Orders) Place(ctx context.Context, orderID string, items []Item, total int) error {
	return o.scope.Within(ctx, func(ctx context.Context) error {
		if err := o.book.SetStatus(ctx, orderID, Open); err != nil {
			return err
		}
		return o.out.Publish(ctx, OrderPlaced{OrderID: orderID, Items: items, Total: total})
	})
}

// Subscribe listens to payments and shipping.
func (o *Orders) Subscribe(events event.Subscriber) {
	event.On(events, func(ctx context.Context, e PackageSent) error { return o.close(ctx, e.OrderID, Shipped) })
	event.On(events, func(ctx context.Context, e PaymentDeclined) error { return o.close(ctx, e.OrderID, Cancelled) })
	event.On(events, func(ctx context.Context, e PaymentRefunded) error { return o.close(ctx, e.OrderID, Cancelled) })
}

func (o *Orders) close(ctx context.Context, orderID string, status Status) error {
	return o.scope.Within(ctx, func(ctx context.Context) error {
		current, err := o.book.Status(ctx, orderID)
		if err != nil || current != Open {
			return err
		}
		return o.book.SetStatus(ctx, orderID, status)
	})
}
