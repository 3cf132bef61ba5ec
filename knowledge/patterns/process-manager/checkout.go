// Package processmanager checks a group of guests out of a hotel: fan-out, partial failure and a deadline.
package processmanager

import (
	"slices"
	"time"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
)

// Checkout is what one group checkout remembers. Its zero value has not started.
type Checkout struct {
	Open    []string // guests without an answer
	Refused []string
	Late    bool // the deadline passed while somebody was open
	Closed  bool
}

// Decision is what one event leads to: the next state and the commands to send.
type Decision struct {
	Next     Checkout
	Commands []command.Command
	Deadline *CheckoutDeadline // to be scheduled, when waiting begins
}

// Decide is the whole process. It is pure: no clock, no store, no bus; the same event in the same state always
// leads to the same decision. What no longer matters in a state, a late deadline or a repeated answer, changes nothing.
func Decide(c Checkout, evt event.Event) Decision {
	switch e := evt.(type) {
	case GroupCheckoutStarted:
		return start(c, e)
	case GuestCheckedOut:
		return settle(c, e.GroupID, e.GuestID, false)
	case GuestCheckoutRefused:
		return settle(c, e.GroupID, e.GuestID, true)
	case CheckoutDeadlinePassed:
		return escalate(c, e)
	}
	return Decision{Next: c}
}

func start(c Checkout, e GroupCheckoutStarted) Decision {
	if len(c.Open) > 0 || c.Closed {
		return Decision{Next: c}
	}
	// The list is written down before anything is sent: from now on "who is missing?" has an answer.
	d := Decision{Next: Checkout{Open: slices.Clone(e.GuestIDs)}, Deadline: &CheckoutDeadline{GroupID: e.GroupID}}
	for _, guest := range e.GuestIDs {
		d.Commands = append(d.Commands, CheckOutGuest{GroupID: e.GroupID, GuestID: guest})
	}
	return d
}

func settle(c Checkout, groupID, guestID string, refused bool) Decision {
	index := slices.Index(c.Open, guestID)
	if index < 0 {
		return Decision{Next: c}
	}
	next := c
	next.Open = slices.Concat(c.Open[:index], c.Open[index+1:])
	if refused {
		next.Refused = append(slices.Clone(c.Refused), guestID)
	}
	if len(next.Open) > 0 {
		return Decision{Next: next}
	}
	next.Closed = true
	slices.Sort(next.Refused)
	return Decision{Next: next, Commands: []command.Command{CloseGroup{GroupID: groupID, Refused: next.Refused}}}
}

func escalate(c Checkout, e CheckoutDeadlinePassed) Decision {
	if c.Closed || len(c.Open) == 0 || c.Late {
		return Decision{Next: c}
	}
	next := c
	next.Late = true
	ask := AskFrontDesk{GroupID: e.GroupID, Missing: slices.Sorted(slices.Values(c.Open))}
	return Decision{Next: next, Commands: []command.Command{ask}}
}

// Patience is how long a group may take before somebody looks.
const Patience = 2 * time.Hour
