package groupcheckout

import (
	"slices"
	"time"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
)

// Patience is how long an attempt waits for its answers.
const Patience = 30 * time.Minute

// Status is where a group checkout stands.
type Status string

const (
	NotStarted Status = ""
	Waiting    Status = "waiting" // for the answers of the attempt
	Failed     Status = "failed"  // may be asked for again
	Completed  Status = "completed"
)

// Checkout is what the process remembers. It is a value: a transition returns a new one.
type Checkout struct {
	Version int // of the stored row
	Status  Status
	Attempt int
	Guests  []string // all of them, in the order of the request
	Out     []string // have left
	Refused []string // could not leave, in this attempt
}

// Outputs is what a transition wants done, in the transaction that stores the new state.
type Outputs struct {
	Send     []command.Command
	Publish  []event.Event
	Schedule command.Command // due when patience ends; nil for none
}

// Start begins an attempt with those who have not left yet.
func (c Checkout) Start(cmd CheckOutGroup) (Checkout, Outputs) {
	mayStart := c.Status == NotStarted || c.Status == Failed
	if !mayStart || cmd.Attempt != c.Attempt+1 {
		return c, Outputs{}
	}
	if c.Status == NotStarted {
		c.Guests = cmd.Guests
	}
	c.Status, c.Attempt, c.Refused = Waiting, cmd.Attempt, nil
	out := Outputs{Schedule: ExpireGroupCheckout{GroupID: cmd.GroupID, Attempt: cmd.Attempt}}
	for _, guest := range c.missing() {
		out.Send = append(out.Send, CheckOutGuest{GroupID: cmd.GroupID, GuestID: guest, Attempt: cmd.Attempt})
	}
	return c.conclude(cmd.GroupID, out)
}

// GuestOut notes a guest who has left. That stays true whatever attempt asked for it, and after the attempt too.
func (c Checkout) GuestOut(evt GuestCheckedOut) (Checkout, Outputs) {
	if !slices.Contains(c.missing(), evt.GuestID) {
		return c, Outputs{}
	}
	c.Out = append(slices.Clip(c.Out), evt.GuestID)
	return c.conclude(evt.GroupID, Outputs{})
}

// GuestRefused notes a guest who could not leave in this attempt. The answer to an earlier one is old news.
func (c Checkout) GuestRefused(evt GuestCheckoutRefused) (Checkout, Outputs) {
	if c.Status != Waiting || evt.Attempt != c.Attempt || !slices.Contains(c.open(), evt.GuestID) {
		return c, Outputs{}
	}
	c.Refused = append(slices.Clip(c.Refused), evt.GuestID)
	return c.conclude(evt.GroupID, Outputs{})
}

// Expire ends an attempt that still waits. A deadline that comes late means nothing.
func (c Checkout) Expire(cmd ExpireGroupCheckout) (Checkout, Outputs) {
	if c.Status != Waiting || cmd.Attempt != c.Attempt {
		return c, Outputs{}
	}
	return c.fail(cmd.GroupID)
}

// conclude gives the verdict once every guest of a waiting attempt has answered.
func (c Checkout) conclude(groupID string, out Outputs) (Checkout, Outputs) {
	switch {
	case c.Status != Waiting || len(c.open()) > 0:
		return c, out
	case len(c.Refused) > 0:
		return c.fail(groupID)
	default:
		c.Status = Completed
		out.Publish = append(out.Publish, GroupCheckoutCompleted{GroupID: groupID, Attempt: c.Attempt})
		return c, out
	}
}

func (c Checkout) fail(groupID string) (Checkout, Outputs) {
	c.Status = Failed
	failed := GroupCheckoutFailed{GroupID: groupID, Attempt: c.Attempt, Guests: c.missing()}
	return c, Outputs{Publish: []event.Event{failed}}
}

// missing are the guests who have not left; open are those of them who have not answered either.
func (c Checkout) missing() []string { return without(c.Guests, c.Out) }

func (c Checkout) open() []string { return without(c.missing(), c.Refused) }

func without(all, some []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return slices.Contains(some, s) })
}
