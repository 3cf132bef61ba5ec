package outbox_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	pattern "example.com/eda/patterns/outbox"
	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/memory"
	"example.com/eda/platform/message"
	"example.com/eda/platform/outbox"
)

func crashes(fault string) bool { return strings.HasPrefix(fault, "crash") }

// Crash before the commit, after it, after publishing and before marking: no order without its event, no event
// without its order, and what is told twice has the same identity.
func TestTheOrderAndItsEventShareOneFate(t *testing.T) {
	repeated := false
	failure, runs := faults.Count(faults.Limits{Faults: 3, Only: crashes}, func(w *faults.World) faults.Check {
		ctx, db := context.Background(), w.Database("orders")
		rows := memory.NewTable[string, string](db)
		heard := memory.NewTable[string, int](db)
		out := outbox.NewInMemory(db)
		w.Boot(func() {
			w.Relay(out)
			command.On(w, pattern.NewOrders(db, rows, out).Place)
			event.On(w, func(ctx context.Context, e pattern.OrderPlaced) error {
				msg, _ := message.From(ctx)
				times, _ := heard.Get(ctx, msg.ID)
				heard.Put(ctx, msg.ID, times+1)
				return nil
			})
		})
		_ = w.Send(ctx, pattern.PlaceOrder{OrderID: "o1"})
		return func() error {
			times, _ := heard.Get(ctx, "order-placed/o1")
			repeated = repeated || times > 1
			if rows.Len(ctx) != 1 || times == 0 || heard.Len(ctx) != 1 {
				return fmt.Errorf("%d orders, heard %v", rows.Len(ctx), heard.Keys(ctx))
			}
			return nil
		}
	})
	if failure != nil {
		t.Fatal(failure)
	}
	if runs < 20 || !repeated {
		t.Fatalf("%d runs, repeated %v: the search did not reach the crash between publish and mark", runs, repeated)
	}
}
