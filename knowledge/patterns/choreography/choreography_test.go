package choreography_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"example.com/eda/patterns/choreography"
	"example.com/eda/platform/event"
	eventbus "example.com/eda/platform/event/bus"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/memory"
	"example.com/eda/platform/outbox"
)

var paid = choreography.PaymentCompleted{OrderID: "o1", CustomerID: "c1", SKUs: []string{"tea"}, Amount: 1200}

func service(name string, db *memory.Database, out outbox.Store) choreography.Service {
	return choreography.Service{Name: name, Scope: db, Inbox: inbox.NewInMemory(db), Out: out}
}

func TestEveryServiceReactsOnceWhateverHappens(t *testing.T) {
	failure := faults.Search(faults.Limits{Faults: 2}, func(w *faults.World) faults.Check {
		ctx := context.Background()
		stock, club := w.Database("warehouse"), w.Database("loyalty")
		parcels := memory.NewTable[int, string](stock)
		points := memory.NewTable[string, int](club)
		shipped := memory.NewTable[string, bool](stock)
		out := outbox.NewInMemory(stock)
		warehouse, loyalty := service("warehouse", stock, out), service("loyalty", club, nil)
		w.Boot(func() {
			w.Relay(out)
			warehouse.Warehouse(w, func(ctx context.Context, orderID string, _ []string) {
				parcels.Put(ctx, parcels.Len(ctx), orderID)
			})
			loyalty.Loyalty(w, func(ctx context.Context, customerID string, earned int) {
				had, _ := points.Get(ctx, customerID)
				points.Put(ctx, customerID, had+earned)
			})
			event.On(w, func(ctx context.Context, e choreography.ParcelPacked) error {
				shipped.Put(ctx, e.OrderID, true)
				return nil
			})
		})
		_ = w.Publish(ctx, paid)
		return func() error {
			earned, _ := points.Get(ctx, "c1")
			if parcels.Len(ctx) != 1 || earned != 12 || shipped.Len(ctx) != 1 {
				return fmt.Errorf("%d parcels, %d points, %d shipped", parcels.Len(ctx), earned, shipped.Len(ctx))
			}
			return nil
		}
	})
	if failure != nil {
		t.Fatal(failure)
	}
}

func TestOneBrokenReceiverDoesNotStopTheOthers(t *testing.T) {
	events, db, broken := eventbus.NewInMemory(), memory.New(), errors.New("out of order")
	event.On(events, func(context.Context, choreography.PaymentCompleted) error { return broken })
	earned := 0
	service("loyalty", db, nil).Loyalty(events, func(_ context.Context, _ string, points int) { earned += points })
	if err := events.Publish(context.Background(), paid); !errors.Is(err, broken) {
		t.Fatalf("got %v, want the failure of the one that failed", err)
	}
	if earned != 12 {
		t.Fatalf("earned %d, want 12", earned)
	}
}
