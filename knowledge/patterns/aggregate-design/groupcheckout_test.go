package aggregate_test

import (
	"context"
	"reflect"
	"testing"

	aggregate "example.com/eda/patterns/aggregate-design"
	"example.com/eda/platform/command"
	commandbus "example.com/eda/platform/command/bus"
	"example.com/eda/platform/event"
	eventbus "example.com/eda/platform/event/bus"
)

var (
	start   = aggregate.StartGroupCheckout{GroupID: "g", GuestIDs: []string{"ann", "bob"}}
	annPaid = aggregate.RecordGuestSettled{GroupID: "g", GuestID: "ann"}
	bobPaid = aggregate.RecordGuestSettled{GroupID: "g", GuestID: "bob"}
	bobOwes = aggregate.RecordGuestRefused{GroupID: "g", GuestID: "bob"}
)

func play(commands ...command.Command) (aggregate.GroupCheckout, []event.Event) {
	var state aggregate.GroupCheckout
	var told []event.Event
	for _, cmd := range commands {
		for _, evt := range aggregate.Decide(state, cmd) {
			told, state = append(told, evt), aggregate.Evolve(state, evt)
		}
	}
	return state, told
}

func TestDecide(t *testing.T) {
	cases := map[string]struct {
		commands []command.Command
		last     event.Event
	}{
		"the last one closes":            {[]command.Command{start, annPaid, bobPaid}, aggregate.GroupCheckoutCompleted{GroupID: "g"}},
		"one refusal fails the group":    {[]command.Command{start, bobOwes, annPaid}, aggregate.GroupCheckoutFailed{GroupID: "g", GuestIDs: []string{"bob"}}},
		"nobody is counted twice":        {[]command.Command{start, annPaid, annPaid}, aggregate.GuestSettled{GroupID: "g", GuestID: "ann"}},
		"the first answer stands":        {[]command.Command{start, bobOwes, bobPaid}, aggregate.GuestRefused{GroupID: "g", GuestID: "bob"}},
		"a stranger is not an error":     {[]command.Command{start, aggregate.RecordGuestSettled{GroupID: "g", GuestID: "eve"}}, aggregate.GroupCheckoutStarted{GroupID: "g", GuestIDs: []string{"ann", "bob"}}},
		"an answer before the start":     {[]command.Command{annPaid}, nil},
		"a second start changes nothing": {[]command.Command{start, annPaid, bobPaid, start}, aggregate.GroupCheckoutCompleted{GroupID: "g"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, told := play(c.commands...)
			var last event.Event
			if len(told) > 0 {
				last = told[len(told)-1]
			}
			if !reflect.DeepEqual(last, c.last) {
				t.Fatalf("got %v, want %v", last, c.last)
			}
		})
	}
}

func TestTheSagaOnlyForwards(t *testing.T) {
	events, commands := eventbus.NewInMemory(), commandbus.NewFake()
	aggregate.Forward(events, commands)
	for _, evt := range []event.Event{
		aggregate.GroupCheckoutStarted(start),
		aggregate.GuestCheckedOut{GroupID: "g", GuestID: "ann"},
		aggregate.GuestCheckoutRefused{GroupID: "g", GuestID: "bob"},
	} {
		if err := events.Publish(context.Background(), evt); err != nil {
			t.Fatal(err)
		}
	}
	want := []command.Command{
		aggregate.CheckOutGuest{GroupID: "g", GuestID: "ann"},
		aggregate.CheckOutGuest{GroupID: "g", GuestID: "bob"},
		annPaid, bobOwes,
	}
	if got := commands.Sent(); !reflect.DeepEqual(got, want) {
		t.Fatalf("got %v, want %v", got, want)
	}
}
