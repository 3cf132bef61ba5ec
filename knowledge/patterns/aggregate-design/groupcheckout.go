// Package aggregate lets a saga forward and an aggregate decide.
package aggregate

import (
	"slices"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
)

// GroupCheckout decides when a group has left. It knows nothing of buses, sagas or other aggregates.
type GroupCheckout struct {
	Started bool
	Open    []string
	Refused []string
}

// Decide returns what follows from a command, nothing if nothing (more) follows. It has no clock and draws no ids,
// so the same command on the same state always leads to the same events.
func Decide(g GroupCheckout, cmd command.Command) []event.Event {
	switch c := cmd.(type) {
	case StartGroupCheckout:
		if g.Started {
			return nil
		}
		return []event.Event{GroupCheckoutStarted(c)}
	case RecordGuestSettled:
		return g.record(c.GroupID, c.GuestID, GuestSettled(c))
	case RecordGuestRefused:
		return g.record(c.GroupID, c.GuestID, GuestRefused(c))
	}
	return nil
}

// record answers a repeated, a late or a foreign message with nothing: nobody is there to catch an error.
func (g GroupCheckout) record(groupID, guestID string, fact event.Event) []event.Event {
	if !slices.Contains(g.Open, guestID) {
		return nil
	}
	after := Evolve(g, fact)
	switch {
	case len(after.Open) > 0:
		return []event.Event{fact}
	case len(after.Refused) > 0:
		return []event.Event{fact, GroupCheckoutFailed{GroupID: groupID, GuestIDs: after.Refused}}
	default:
		return []event.Event{fact, GroupCheckoutCompleted{GroupID: groupID}}
	}
}

// Evolve returns the state after an event. It never refuses: what is recorded has happened.
func Evolve(g GroupCheckout, evt event.Event) GroupCheckout {
	switch e := evt.(type) {
	case GroupCheckoutStarted:
		g.Started, g.Open = true, slices.Clone(e.GuestIDs)
	case GuestSettled:
		g.Open = without(g.Open, e.GuestID)
	case GuestRefused:
		g.Open = without(g.Open, e.GuestID)
		g.Refused = slices.Sorted(slices.Values(append(slices.Clone(g.Refused), e.GuestID)))
	}
	return g
}

func without(guests []string, guest string) []string {
	return slices.DeleteFunc(slices.Clone(guests), func(other string) bool { return other == guest })
}
