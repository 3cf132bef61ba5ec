package shipment

import (
	"context"

	"example.com/eda/platform/event"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/transaction"
)

// Ledger is the book of payments, in the transactions of the service.
type Ledger interface {
	// Charge takes the amount, or reports false if it may not.
	Charge(ctx context.Context, orderID string, amount int) (bool, error)
	// Refund gives back all that was taken for the order, and returns how much that is.
	Refund(ctx context.Context, orderID string) (int, error)
}

// Payments charges for orders, and gives the money back when they are not shipped.
type Payments struct {
	scope  transaction.Scope
	inbox  inbox.Store
	ledger Ledger
	out    event.Publisher
}

// NewPayments returns the service; everything it is given must belong to the transactions of scope.
func NewPayments(scope transaction.Scope, seen inbox.Store, ledger Ledger, out event.Publisher) *Payments {
	return &Payments{scope: scope, inbox: seen, ledger: ledger, out: out}
}

// Subscribe listens to orders, and to shipping for the way back.
func (p *Payments) Subscribe(events event.Subscriber) {
	event.On(events, p.onOrderPlaced)
	event.On(events, p.onOutOfStock)
}

func (p *Payments) onOrderPlaced(ctx context.Context, e OrderPlaced) error {
	return inbox.Once(ctx, p.scope, p.inbox, "payment/"+e.OrderID, func(ctx context.Context) error {
		charged, err := p.ledger.Charge(ctx, e.OrderID, e.Total)
		if err != nil {
			return err
		}
		if !charged {
			return p.out.Publish(ctx, PaymentDeclined{OrderID: e.OrderID})
		}
		return p.out.Publish(ctx, PaymentCompleted{OrderID: e.OrderID, Amount: e.Total})
	})
}

func (p *Payments) onOutOfStock(ctx context.Context, e OutOfStock) error {
	return inbox.Once(ctx, p.scope, p.inbox, "refund/"+e.OrderID, func(ctx context.Context) error {
		amount, err := p.ledger.Refund(ctx, e.OrderID)
		if err != nil {
			return err
		}
		return p.out.Publish(ctx, PaymentRefunded{OrderID: e.OrderID, Amount: amount})
	})
}
