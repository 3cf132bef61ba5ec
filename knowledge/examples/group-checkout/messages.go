// Package groupcheckout checks a group of hotel guests out at once. A process manager asks for every guest, waits
// for all answers or a deadline, and gives one verdict. Guests who could not leave are asked again, and only they.
package groupcheckout

import "fmt"

// CheckOutGroup asks for the checkout of a group. The attempt is part of the request: asking twice for the first
// attempt is one request, asking again after a failed one is another.
type CheckOutGroup struct {
	GroupID string
	Guests  []string
	Attempt int // from 1
}

func (CheckOutGroup) Type() string { return "CheckOutGroup" }

// CheckOutGuest asks for the checkout of one guest.
type CheckOutGuest struct {
	GroupID string
	GuestID string
	Attempt int
}

func (CheckOutGuest) Type() string { return "CheckOutGuest" }

// GuestCheckedOut tells that a guest has settled the bill and left.
type GuestCheckedOut struct {
	GroupID string
	GuestID string
}

func (GuestCheckedOut) Type() string { return "GuestCheckedOut" }
func (e GuestCheckedOut) ID() string { return "guest-checked-out/" + e.GuestID }

// GuestCheckoutRefused tells that a guest could not be checked out in this attempt.
type GuestCheckoutRefused struct {
	GroupID string
	GuestID string
	Attempt int
	Reason  string
}

func (GuestCheckoutRefused) Type() string { return "GuestCheckoutRefused" }
func (e GuestCheckoutRefused) ID() string {
	return fmt.Sprintf("guest-checkout-refused/%s/%d", e.GuestID, e.Attempt)
}

// ExpireGroupCheckout is what the process manager sends to itself when an attempt begins.
type ExpireGroupCheckout struct {
	GroupID string
	Attempt int
}

func (ExpireGroupCheckout) Type() string { return "ExpireGroupCheckout" }

// GroupCheckoutCompleted tells that every guest has left.
type GroupCheckoutCompleted struct {
	GroupID string
	Attempt int
}

func (GroupCheckoutCompleted) Type() string { return "GroupCheckoutCompleted" }
func (e GroupCheckoutCompleted) ID() string { return "group-checkout-completed/" + e.GroupID }

// GroupCheckoutFailed tells that an attempt is over and who has not left, as far as is known.
type GroupCheckoutFailed struct {
	GroupID string
	Attempt int
	Guests  []string
}

func (GroupCheckoutFailed) Type() string { return "GroupCheckoutFailed" }
func (e GroupCheckoutFailed) ID() string {
	return fmt.Sprintf("group-checkout-failed/%s/%d", e.GroupID, e.Attempt)
}
