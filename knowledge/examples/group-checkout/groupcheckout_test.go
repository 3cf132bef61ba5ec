package groupcheckout

import (
	"context"
	"reflect"
	"testing"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/faults"
)

func TestNothingIsLostOrDoneTwice(t *testing.T) {
	failure, runs := faults.Count(faults.Limits{Faults: 2}, Scenario)
	if failure != nil {
		t.Fatal(failure)
	}
	if runs < 1_500 {
		t.Fatalf("only %d runs: the scenario has lost its faults", runs)
	}
}

// inMemory is the mistake of keeping the state of the process in a map.
type inMemory map[string]Checkout

func (m inMemory) Load(_ context.Context, groupID string) (Checkout, error) { return m[groupID], nil }

func (m inMemory) Save(_ context.Context, groupID string, state Checkout) error {
	m[groupID] = state
	return nil
}

func TestStateInMemoryIsNotEnough(t *testing.T) {
	failure := faults.Search(faults.Limits{}, func(w *faults.World) faults.Check {
		return scenario(w, func(Checkouts) Checkouts { return inMemory{} })
	})
	if failure == nil {
		t.Fatal("a crash has not hurt it")
	}
}

func TestTransitions(t *testing.T) {
	group := []string{"ann", "bob"}
	ask := func(attempt int, names ...string) (cmds []command.Command) {
		for _, name := range names {
			cmds = append(cmds, CheckOutGuest{GroupID: "g1", GuestID: name, Attempt: attempt})
		}
		return cmds
	}
	start := func(attempt int) func(Checkout) (Checkout, Outputs) {
		return func(c Checkout) (Checkout, Outputs) {
			return c.Start(CheckOutGroup{GroupID: "g1", Guests: group, Attempt: attempt})
		}
	}
	out := func(name string) func(Checkout) (Checkout, Outputs) {
		return func(c Checkout) (Checkout, Outputs) { return c.GuestOut(GuestCheckedOut{GroupID: "g1", GuestID: name}) }
	}
	refused := func(name string, attempt int) func(Checkout) (Checkout, Outputs) {
		return func(c Checkout) (Checkout, Outputs) {
			return c.GuestRefused(GuestCheckoutRefused{GroupID: "g1", GuestID: name, Attempt: attempt})
		}
	}
	expire := func(c Checkout) (Checkout, Outputs) { return c.Expire(ExpireGroupCheckout{GroupID: "g1", Attempt: 1}) }
	completed := []event.Event{GroupCheckoutCompleted{GroupID: "g1", Attempt: 1}}
	failed := func(names ...string) []event.Event {
		return []event.Event{GroupCheckoutFailed{GroupID: "g1", Attempt: 1, Guests: names}}
	}

	cases := map[string]struct {
		given  []func(Checkout) (Checkout, Outputs)
		when   func(Checkout) (Checkout, Outputs)
		status Status
		want   Outputs
	}{
		"asks for every guest and sets the alarm": {nil, start(1), Waiting,
			Outputs{Send: ask(1, "ann", "bob"), Schedule: ExpireGroupCheckout{GroupID: "g1", Attempt: 1}}},
		"starts once":                  {steps(start(1)), start(1), Waiting, Outputs{}},
		"waits for all":                {steps(start(1)), out("ann"), Waiting, Outputs{}},
		"counts a guest once":          {steps(start(1), out("ann")), out("ann"), Waiting, Outputs{}},
		"completes with the last":      {steps(start(1), out("ann")), out("bob"), Completed, Outputs{Publish: completed}},
		"fails once all have answered": {steps(start(1), refused("ann", 1)), out("bob"), Failed, Outputs{Publish: failed("ann")}},
		"does not fail before":         {steps(start(1)), refused("ann", 1), Waiting, Outputs{}},
		"fails when patience ends":     {steps(start(1), out("ann")), expire, Failed, Outputs{Publish: failed("bob")}},
		"ignores a late deadline":      {steps(start(1), out("ann"), out("bob")), expire, Completed, Outputs{}},
		"ignores a strange attempt":    {steps(start(1)), start(3), Waiting, Outputs{}},
		"asks again only who is missing": {steps(start(1), refused("ann", 1), out("bob")), start(2), Waiting,
			Outputs{Send: ask(2, "ann"), Schedule: ExpireGroupCheckout{GroupID: "g1", Attempt: 2}}},
		"ignores the refusal of an earlier attempt": {
			steps(start(1), expire, start(2)), refused("ann", 1), Waiting, Outputs{}},
		"remembers who left after the deadline": {steps(start(1), out("ann"), expire, out("bob")), start(2), Completed,
			Outputs{
				Schedule: ExpireGroupCheckout{GroupID: "g1", Attempt: 2},
				Publish:  []event.Event{GroupCheckoutCompleted{GroupID: "g1", Attempt: 2}},
			}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var state Checkout
			for _, step := range c.given {
				state, _ = step(state)
			}
			next, got := c.when(state)
			if next.Status != c.status || !reflect.DeepEqual(got, c.want) {
				t.Fatalf("got %s %+v, want %s %+v", next.Status, got, c.status, c.want)
			}
		})
	}
}

func steps(s ...func(Checkout) (Checkout, Outputs)) []func(Checkout) (Checkout, Outputs) { return s }
