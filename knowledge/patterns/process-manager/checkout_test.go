package processmanager_test

import (
	"context"
	"fmt"
	"reflect"
	"testing"

	pm "example.com/eda/patterns/process-manager"
	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/memory"
	"example.com/eda/platform/outbox"
)

var (
	started  = pm.GroupCheckoutStarted{GroupID: "g", GuestIDs: []string{"ann", "bob"}}
	annOut   = pm.GuestCheckedOut{GroupID: "g", GuestID: "ann"}
	bobOwes  = pm.GuestCheckoutRefused{GroupID: "g", GuestID: "bob"}
	deadline = pm.CheckoutDeadlinePassed{GroupID: "g"}
)

func TestDecide(t *testing.T) {
	cases := map[string]struct {
		given []event.Event
		when  event.Event
		then  []command.Command
	}{
		"start":            {nil, started, []command.Command{pm.CheckOutGuest{GroupID: "g", GuestID: "ann"}, pm.CheckOutGuest{GroupID: "g", GuestID: "bob"}}},
		"start again":      {[]event.Event{started}, started, nil},
		"first answer":     {[]event.Event{started}, annOut, nil},
		"answer repeated":  {[]event.Event{started, annOut}, annOut, nil},
		"last answer":      {[]event.Event{started, annOut}, bobOwes, []command.Command{pm.CloseGroup{GroupID: "g", Refused: []string{"bob"}}}},
		"deadline, open":   {[]event.Event{started, annOut}, deadline, []command.Command{pm.AskFrontDesk{GroupID: "g", Missing: []string{"bob"}}}},
		"deadline twice":   {[]event.Event{started, deadline}, deadline, nil},
		"deadline, closed": {[]event.Event{started, annOut, bobOwes}, deadline, nil},
		"start when over":  {[]event.Event{started, annOut, bobOwes}, started, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var state pm.Checkout
			for _, evt := range c.given {
				state = pm.Decide(state, evt).Next
			}
			if got := pm.Decide(state, c.when).Commands; !reflect.DeepEqual(got, c.then) {
				t.Fatalf("got %v, want %v", got, c.then)
			}
		})
	}
}

func TestTheGroupIsClosedOnceWhateverHappens(t *testing.T) {
	failure := faults.Search(faults.Limits{Faults: 2}, func(w *faults.World) faults.Check {
		ctx, db := context.Background(), w.Database("hotel")
		instances := memory.NewTable[string, pm.Checkout](db)
		answers := memory.NewTable[string, event.Event](db)
		closed := memory.NewTable[string, int](db)
		out := outbox.NewInMemory(db)
		w.Boot(func() {
			w.Relay(out)
			pm.New(db, instances, out, w.Now).Subscribe(w, w)
			command.On(w, func(ctx context.Context, c pm.CheckOutGuest) error {
				return db.Within(ctx, func(ctx context.Context) error {
					answer, answered := answers.Get(ctx, c.GuestID)
					if !answered {
						answer = pm.GuestCheckedOut(c)
						if w.May("refusal of " + c.GuestID) {
							answer = pm.GuestCheckoutRefused(c)
						}
						answers.Put(ctx, c.GuestID, answer)
					}
					return outbox.Events(out).Publish(ctx, answer)
				})
			})
			command.On(w, func(context.Context, pm.AskFrontDesk) error { return nil })
			command.On(w, func(ctx context.Context, c pm.CloseGroup) error {
				closed.Put(ctx, fmt.Sprint(c.Refused), 1)
				return nil
			})
		})
		_ = w.Publish(ctx, started)
		return func() error {
			if closed.Len(ctx) != 1 {
				return fmt.Errorf("closed with %v", closed.Keys(ctx))
			}
			return nil
		}
	})
	if failure != nil {
		t.Fatal(failure)
	}
}
