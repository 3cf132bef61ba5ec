package infrastructure_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	infrastructure "example.com/eda/patterns/infrastructure-setup"
	"example.com/eda/platform/command"
	commandbus "example.com/eda/platform/command/bus"
	"example.com/eda/platform/event"
	eventbus "example.com/eda/platform/event/bus"
	"example.com/eda/platform/event/stream"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/memory"
	"example.com/eda/platform/outbox"
)

type sold struct{ N int }

func (sold) Type() string { return "Sold" }
func (e sold) ID() string { return fmt.Sprintf("sold/%d", e.N) }

// wake stands for the loop around Once: after a crash it runs again.
type wake struct{}

func (wake) Type() string { return "Wake" }

func TestEachEventTakesEffectOnceForEachSubscriber(t *testing.T) {
	crashes := func(fault string) bool { return strings.HasPrefix(fault, "crash") }
	failure, runs := faults.Count(faults.Limits{Faults: 3, Only: crashes}, func(w *faults.World) faults.Check {
		ctx, db := context.Background(), w.Database("reports")
		store := stream.NewInMemory(memory.New())
		checkpoints := memory.NewTable[string, event.Position](db)
		totals := memory.NewTable[string, int](db)
		for n := 1; n <= 3; n++ {
			_ = store.Append(ctx, "sales", event.Any, sold{N: n})
		}
		w.Boot(func() {
			command.On(w, func(ctx context.Context, _ wake) error {
				for _, name := range []string{"revenue", "stock"} {
					subscription := infrastructure.Subscription{
						Name: name, Stream: store, Scope: db, Checkpoints: checkpoints,
						Handler: event.HandlerFunc(func(ctx context.Context, evt event.Event) error {
							total, _ := totals.Get(ctx, name)
							totals.Put(ctx, name, total+1)
							return nil
						}),
					}
					if _, err := subscription.Once(ctx); err != nil {
						return err
					}
				}
				return nil
			})
		})
		_ = w.Send(ctx, wake{})
		return func() error {
			if got := fmt.Sprint(totals.Keys(ctx), totals.Values(ctx)); got != "[revenue stock] [3 3]" {
				return fmt.Errorf("counted %s", got)
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

type greeter struct{ greeted *int }

func (m greeter) Connect(g infrastructure.Ground) {
	command.On(g.Commands, func(context.Context, wake) error {
		*m.greeted++
		return nil
	})
}

func TestModulesSeeOnlyInterfaces(t *testing.T) {
	db, commands, greeted := memory.New(), commandbus.NewInMemory(), 0
	ground := infrastructure.Ground{
		Scope: db, Inbox: inbox.NewInMemory(db), Outbox: outbox.NewInMemory(db),
		Commands: commands, Events: eventbus.NewInMemory(),
	}
	infrastructure.Connect(ground, greeter{&greeted})
	if err := commands.Send(context.Background(), wake{}); err != nil || greeted != 1 {
		t.Fatal(err, greeted)
	}
}
