package inbox_test

import (
	"context"
	"fmt"
	"testing"

	pattern "example.com/eda/patterns/inbox"
	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/memory"
	"example.com/eda/platform/outbox"
)

func TestOneEffectAndTheSameAnswerEachTime(t *testing.T) {
	failure, runs := faults.Count(faults.Limits{Faults: 2}, func(w *faults.World) faults.Check {
		ctx, db := context.Background(), w.Database("stock")
		answers := memory.NewTable[string, pattern.StockAnswered](db)
		shelf := memory.NewTable[string, int](db)
		heard := memory.NewTable[string, bool](db)
		out := outbox.NewInMemory(db)
		shelf.Put(ctx, "tea", 3)
		w.Boot(func() {
			w.Relay(out)
			command.On(w, pattern.NewStock(db, answers, shelf, out).Reserve)
			event.On(w, func(ctx context.Context, e pattern.StockAnswered) error {
				heard.Put(ctx, fmt.Sprint(e.OrderID, e.Reserved), true)
				return nil
			})
		})
		// The operator replays the same wish: another delivery, the same fact.
		for range 2 {
			_ = w.Send(ctx, pattern.ReserveStock{OrderID: "o1", Quantity: 2})
		}
		return func() error {
			if left, _ := shelf.Get(ctx, "tea"); left != 1 || fmt.Sprint(heard.Keys(ctx)) != "[o1true]" {
				return fmt.Errorf("%d left, heard %v", left, heard.Keys(ctx))
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
