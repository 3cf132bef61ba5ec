package microtransactions_test

import (
	"context"
	"fmt"
	"testing"

	micro "example.com/eda/patterns/microtransactions"
	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/memory"
	"example.com/eda/platform/outbox"
)

// Two orders want the last three: one gets them, one is told no, and nothing is half done.
func TestNothingIsHalfDone(t *testing.T) {
	failure, runs := faults.Count(faults.Limits{Faults: 3}, func(w *faults.World) faults.Check {
		ctx, db := context.Background(), w.Database("stock")
		shelf := memory.NewTable[string, int](db)
		answers := memory.NewTable[string, string](db)
		out, seen := outbox.NewInMemory(db), inbox.NewInMemory(db)
		shelf.Put(ctx, "tea", 3)
		w.Boot(func() {
			w.Relay(out)
			command.On(w, micro.NewStock(db, seen, shelf, out).Reserve)
			event.On(w, func(ctx context.Context, e micro.StockReserved) error {
				answers.Put(ctx, e.OrderID+" yes", e.OrderID)
				return nil
			})
			event.On(w, func(ctx context.Context, e micro.StockUnavailable) error {
				answers.Put(ctx, e.OrderID+" no", e.OrderID)
				return nil
			})
		})
		for _, order := range []string{"o1", "o2"} {
			_ = w.Send(ctx, micro.ReserveStock{OrderID: order, SKU: "tea", Quantity: 2})
		}
		return func() error {
			left, _ := shelf.Get(ctx, "tea")
			if left != 1 || answers.Len(ctx) != 2 {
				return fmt.Errorf("%d left, answers %v", left, answers.Keys(ctx))
			}
			return nil
		}
	})
	if failure != nil {
		t.Fatal(failure)
	}
	if runs < 100 {
		t.Fatalf("only %d runs", runs)
	}
}
