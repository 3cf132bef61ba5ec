// Package microtransactions shows one step of a larger process as one local transaction.
package microtransactions

import (
	"context"

	"example.com/eda/platform/event"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/outbox"
	"example.com/eda/platform/transaction"
)

// ReserveStock asks for goods of an order.
type ReserveStock struct {
	OrderID, SKU string
	Quantity     int
}

func (ReserveStock) Type() string { return "ReserveStock" }

// StockReserved tells that the goods are set aside.
type StockReserved struct{ OrderID string }

func (StockReserved) Type() string { return "StockReserved" }
func (e StockReserved) ID() string { return "stock-reserved/" + e.OrderID }

// StockUnavailable tells that there are not enough.
type StockUnavailable struct{ OrderID string }

func (StockUnavailable) Type() string { return "StockUnavailable" }
func (e StockUnavailable) ID() string { return "stock-unavailable/" + e.OrderID }

// Shelf keeps quantities, in the transaction of its context.
type Shelf interface {
	Get(ctx context.Context, sku string) (int, bool)
	Put(ctx context.Context, sku string, quantity int)
}

// Stock reserves goods.
type Stock struct {
	scope transaction.Scope
	seen  inbox.Store
	shelf Shelf
	out   event.Publisher
}

// NewStock returns the service; seen, shelf and out must belong to scope.
func NewStock(scope transaction.Scope, seen inbox.Store, shelf Shelf, out outbox.Writer) *Stock {
	return &Stock{scope: scope, seen: seen, shelf: shelf, out: outbox.Events(out)}
}

// Reserve is one microtransaction: was it done before, decide on one thing, change it, and tell. All four
// commit together or not at all, and nothing in between waits for anybody else.
func (s *Stock) Reserve(ctx context.Context, cmd ReserveStock) error {
	return inbox.Once(ctx, s.scope, s.seen, "reserve/"+cmd.OrderID, func(ctx context.Context) error {
		left, _ := s.shelf.Get(ctx, cmd.SKU)
		if left < cmd.Quantity {
			return s.out.Publish(ctx, StockUnavailable{OrderID: cmd.OrderID})
		}
		s.shelf.Put(ctx, cmd.SKU, left-cmd.Quantity)
		return s.out.Publish(ctx, StockReserved{OrderID: cmd.OrderID})
	})
}
