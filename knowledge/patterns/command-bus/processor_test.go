package commandbus_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	commandbus "example.com/eda/patterns/command-bus"
	"example.com/eda/platform/command"
	"example.com/eda/platform/deadletter"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/memory"
	"example.com/eda/platform/message"
	"example.com/eda/platform/retry"
)

type pay struct{ OrderID string }

func (pay) Type() string { return "Pay" }

// wake stands for the loop around Once: after a crash it runs again.
type wake struct{}

func (wake) Type() string { return "Wake" }

type table struct {
	rows *memory.Table[int64, message.Message]
}

func (t table) Append(ctx context.Context, msg message.Message) error {
	t.rows.Put(ctx, int64(t.rows.Len(ctx))+1, msg)
	return nil
}

func (t table) After(ctx context.Context, position int64) (message.Message, int64, bool) {
	msg, ok := t.rows.Get(ctx, position+1)
	return msg, position + 1, ok
}

func TestEachCommandTakesEffectOnce(t *testing.T) {
	crashes := func(fault string) bool { return strings.HasPrefix(fault, "crash") }
	failure, runs := faults.Count(faults.Limits{Faults: 3, Only: crashes}, func(w *faults.World) faults.Check {
		ctx, db := context.Background(), w.Database("payments")
		log := table{memory.NewTable[int64, message.Message](db)}
		positions := memory.NewTable[string, int64](db)
		paid := memory.NewTable[int, string](db)
		in, dead := inbox.NewInMemory(db), deadletter.NewInMemory(db)
		w.Boot(func() {
			handler := command.HandlerFunc(func(ctx context.Context, cmd command.Command) error {
				order, ok := cmd.(pay)
				if !ok || order.OrderID == "" {
					return retry.Permanent(errors.New("not a payment"))
				}
				return inbox.Once(ctx, db, in, "pay/"+order.OrderID, func(ctx context.Context) error {
					paid.Put(ctx, paid.Len(ctx), order.OrderID)
					return nil
				})
			})
			processor := commandbus.Processor{
				Name: "payments", Log: log, Positions: positions, Handler: handler,
				Retries: retry.NewFake(2), Dead: dead,
			}
			command.On(w, func(ctx context.Context, _ wake) error {
				for {
					more, err := processor.Once(ctx)
					w.Crash("between two commands")
					if !more || err != nil {
						return err
					}
				}
			})
		})
		bus := commandbus.NewBus(log)
		for _, order := range []string{"o1", "", "o2"} {
			_ = bus.Send(ctx, pay{OrderID: order})
		}
		_ = w.Send(ctx, wake{})
		return func() error {
			letters, err := dead.List(ctx)
			if err != nil {
				return err
			}
			if got := fmt.Sprint(paid.Values(ctx)); got != "[o1 o2]" || len(letters) != 1 || letters[0].Reason != "not a payment" {
				return fmt.Errorf("paid %s, dead letters %v", got, letters)
			}
			return nil
		}
	})
	if failure != nil {
		t.Fatal(failure)
	}
	if runs < 20 {
		t.Fatalf("only %d runs", runs)
	}
}
