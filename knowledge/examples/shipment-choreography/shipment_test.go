package shipment

import (
	"fmt"
	"testing"

	"example.com/eda/platform/event"
	"example.com/eda/platform/faults"
)

func TestNothingIsLostOrDoneTwice(t *testing.T) {
	failure, runs := faults.Count(faults.Limits{Faults: 3}, Scenario)
	if failure != nil {
		t.Fatal(failure)
	}
	if runs < 2_000 {
		t.Fatalf("only %d runs: the scenario has lost its faults", runs)
	}
}

// deaf misses the nth subscription made.
type deaf struct {
	event.Subscriber
	to   int
	seen *int
}

func (d deaf) Subscribe(evt event.Event, handler event.Handler) {
	if *d.seen++; *d.seen != d.to {
		d.Subscriber.Subscribe(evt, handler)
	}
}

// There are eight subscriptions in four services, and each is needed.
func TestEveryReactionIsNeeded(t *testing.T) {
	for n := 1; n <= 8; n++ {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			failure := faults.Search(faults.Limits{}, func(w *faults.World) faults.Check {
				return scenario(w, func(s event.Subscriber) event.Subscriber { return deaf{s, n, new(int)} })
			})
			if failure == nil {
				t.Fatal("the process works without it")
			}
		})
	}
}
