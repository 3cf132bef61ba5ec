package reactor_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"example.com/eda/patterns/reactor"
	"example.com/eda/platform/command"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/memory"
)

func TestOneReceiptHoweverOftenItIsToldOf(t *testing.T) {
	failure := faults.Search(faults.Limits{Faults: 3}, func(w *faults.World) faults.Check {
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
		_ = w.Publish(ctx, reactor.OrderCompleted{OrderID: "o1", Email: "ann@example.com", Total: 700})
		return func() error {
			if got := fmt.Sprint(sent.Values(ctx)); got != "[ann@example.com]" {
				return fmt.Errorf("sent %s", got)
			}
			return nil
		}
	})
	if failure != nil {
		t.Fatal(failure)
	}
}
