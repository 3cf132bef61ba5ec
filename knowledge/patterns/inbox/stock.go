// Package inbox reserves stock once, and answers as often as it is asked.
package inbox

import (
	"context"

	"example.com/eda/platform/event"
	"example.com/eda/platform/outbox"
	"example.com/eda/platform/transaction"
)

// ReserveStock asks for goods of an order.
type ReserveStock struct {
	OrderID  string
	Quantity int
}

func (ReserveStock) Type() string { return "ReserveStock" }

// StockAnswered is the answer: yes or no, once and for all.
type StockAnswered struct {
	OrderID  string
	Reserved bool
}

func (StockAnswered) Type() string { return "StockAnswered" }
func (e StockAnswered) ID() string { return "stock-answered/" + e.OrderID }

// Tables of the stock service, in the transaction of their context.
type (
	// Answers is the inbox: what was answered to which business fact.
	Answers interface {
		Get(ctx context.Context, key string) (StockAnswered, bool)
		Put(ctx context.Context, key string, answer StockAnswered)
	}
	// Shelf holds what is left of each article.
	Shelf interface {
		Get(ctx context.Context, sku string) (int, bool)
		Put(ctx context.Context, sku string, left int)
	}
)

// Stock reserves one article.
type Stock struct {
	scope   transaction.Scope
	answers Answers
	shelf   Shelf
	out     event.Publisher
}

// NewStock returns the service; everything it writes must belong to scope.
func NewStock(scope transaction.Scope, answers Answers, shelf Shelf, out outbox.Writer) *Stock {
	return &Stock{scope: scope, answers: answers, shelf: shelf, out: outbox.Events(out)}
}

// Reserve looks for the answer to this business fact, not to this delivery, and decides only when there is none. The
// answer is told every time: whoever asks again may not have heard it.
func (s *Stock) Reserve(ctx context.Context, cmd ReserveStock) error {
	return s.scope.Within(ctx, func(ctx context.Context) error {
		key := "stock/reserve/" + cmd.OrderID
		answer, answered := s.answers.Get(ctx, key)
		if !answered {
			left, _ := s.shelf.Get(ctx, "tea")
			answer = StockAnswered{OrderID: cmd.OrderID, Reserved: left >= cmd.Quantity}
			if answer.Reserved {
				s.shelf.Put(ctx, "tea", left-cmd.Quantity)
			}
			s.answers.Put(ctx, key, answer)
		}
		return s.out.Publish(ctx, answer)
	})
}
