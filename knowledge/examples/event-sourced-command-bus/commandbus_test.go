package commandbus

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"example.com/eda/platform/command"
	"example.com/eda/platform/deadletter"
	"example.com/eda/platform/event"
	eventbus "example.com/eda/platform/event/bus"
	"example.com/eda/platform/event/stream"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/memory"
	"example.com/eda/platform/retry"
)

func TestNothingIsLostOrDoneTwice(t *testing.T) {
	failure, runs := faults.Count(faults.Limits{Faults: 3}, Scenario)
	if failure != nil {
		t.Fatal(failure)
	}
	if runs < 3_000 {
		t.Fatalf("only %d runs: the scenario has lost its faults", runs)
	}
}

func TestProcessor(t *testing.T) {
	busy, refused := errors.New("busy"), retry.Permanent(errors.New("refused"))
	cases := map[string]struct {
		answers []error // of the handler, call by call
		turns   int
		calls   int
		dead    int
		err     error // of the last turn
	}{
		"handles each command once":                    {[]error{nil, nil}, 2, 2, 0, nil},
		"repeats what may succeed":                     {[]error{busy, nil, nil}, 1, 3, 0, nil},
		"puts aside what cannot, and goes on":          {[]error{refused, nil}, 1, 2, 1, nil},
		"waits while nothing works":                    {[]error{busy, busy}, 1, 2, 0, busy},
		"goes on where it stopped once it works again": {[]error{nil, busy, busy, nil}, 2, 4, 0, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			ctx, db := context.Background(), memory.New()
			events := stream.NewInMemory(db)
			dead, calls := deadletter.NewFake(), 0
			processor := NewProcessor(events, table[event.Version]{memory.NewTable[string, event.Version](db)}, retry.NewFake(2), dead)
			command.On(processor, func(context.Context, AddItem) error { calls++; return c.answers[calls-1] })
			for _, line := range []string{"1", "2"} {
				if err := NewBus(events).Send(ctx, AddItem{CartID: "c1", LineID: line}); err != nil {
					t.Fatal(err)
				}
			}
			var err error
			for range c.turns {
				_, err = processor.Once(ctx)
			}
			if !errors.Is(err, c.err) || calls != c.calls || len(dead.Letters) != c.dead {
				t.Fatalf("err %v, %d calls, dead %v", err, calls, dead.Letters)
			}
		})
	}
}

func TestForwarderTellsTheCartAsItWas(t *testing.T) {
	ctx, db := context.Background(), memory.New()
	events, out := stream.NewInMemory(db), eventbus.NewFake()
	history := []event.Event{
		ItemAdded{CartID: "c1", LineID: "1", SKU: "book", Price: 20},
		CartConfirmed{CartID: "c1", ClientID: "ann"},
		ItemAdded{CartID: "c1", LineID: "2", SKU: "late", Price: 5}, // a repair by hand, after the fact
	}
	if err := events.Append(ctx, "cart-c1", 0, history...); err != nil {
		t.Fatal(err)
	}
	if _, err := NewForwarder(events, table[event.Position]{memory.NewTable[string, event.Position](db)}, out).Once(ctx); err != nil {
		t.Fatal(err)
	}
	want := []event.Event{ShoppingCartFinalized{CartID: "c1", ClientID: "ann", SKUs: []string{"book"}, Total: 20}}
	if got := out.Published(); !reflect.DeepEqual(got, want) {
		t.Fatalf("got %+v, want %+v", got, want)
	}
}
