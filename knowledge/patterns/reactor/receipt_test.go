package reactor_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"example.com/eda/patterns/reactor"
	"example.com/eda/platform/command"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/memory"
)

func TestOneReceiptForEachOrderHoweverOftenItIsToldOf(t *testing.T) {
	failure := faults.Search(faults.Limits{Faults: 2}, func(w *faults.World) faults.Check {
		ctx, db := context.Background(), w.Database("mails")
		sent := memory.NewTable[int, string](db)
		in := inbox.NewInMemory(db)
		w.Boot(func() {
			reactor.WhenOrderCompletedSendReceipt(w, w)
			command.On(w, func(ctx context.Context, cmd reactor.SendReceipt) error {
				return inbox.Once(ctx, db, in, cmd.ReceiptID, func(ctx context.Context) error {
					if w.May("mail server down") {
						return errors.New("no connection")
					}
					sent.Put(ctx, sent.Len(ctx), cmd.Email)
					return nil
				})
			})
		})
		for _, order := range []string{"o1", "o2"} {
			_ = w.Publish(ctx, reactor.OrderCompleted{OrderID: order, Email: order + "@example.com", Total: 700})
		}
		return func() error {
			if got := slices.Sorted(slices.Values(sent.Values(ctx))); fmt.Sprint(got) != "[o1@example.com o2@example.com]" {
				return fmt.Errorf("sent %v", got)
			}
			return nil
		}
	})
	if failure != nil {
		t.Fatal(failure)
	}
}
