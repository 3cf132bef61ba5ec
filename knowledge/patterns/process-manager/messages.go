package processmanager

// GroupCheckoutStarted tells who wants to leave together.
type GroupCheckoutStarted struct {
	GroupID  string
	GuestIDs []string
}

func (GroupCheckoutStarted) Type() string { return "GroupCheckoutStarted" }
func (e GroupCheckoutStarted) ID() string { return "group-checkout-started/" + e.GroupID }

// GuestCheckedOut tells that a guest's account is settled.
type GuestCheckedOut struct{ GroupID, GuestID string }

func (GuestCheckedOut) Type() string { return "GuestCheckedOut" }
func (e GuestCheckedOut) ID() string { return "guest-checked-out/" + e.GroupID + "/" + e.GuestID }

// GuestCheckoutRefused tells that a guest still owes something.
type GuestCheckoutRefused struct{ GroupID, GuestID string }

func (GuestCheckoutRefused) Type() string { return "GuestCheckoutRefused" }
func (e GuestCheckoutRefused) ID() string {
	return "guest-checkout-refused/" + e.GroupID + "/" + e.GuestID
}

// CheckoutDeadlinePassed tells that the group has been waiting for long.
type CheckoutDeadlinePassed struct{ GroupID string }

func (CheckoutDeadlinePassed) Type() string { return "CheckoutDeadlinePassed" }
func (e CheckoutDeadlinePassed) ID() string { return "checkout-deadline-passed/" + e.GroupID }

// CheckoutDeadline is the manager's message to itself in the future.
type CheckoutDeadline struct{ GroupID string }

func (CheckoutDeadline) Type() string { return "CheckoutDeadline" }

// CheckOutGuest asks to settle one guest's account.
type CheckOutGuest struct{ GroupID, GuestID string }

func (CheckOutGuest) Type() string { return "CheckOutGuest" }

// AskFrontDesk asks a person to look after the missing guests.
type AskFrontDesk struct {
	GroupID string
	Missing []string
}

func (AskFrontDesk) Type() string { return "AskFrontDesk" }

// CloseGroup asks to end the checkout with what came of it.
type CloseGroup struct {
	GroupID string
	Refused []string
}

func (CloseGroup) Type() string { return "CloseGroup" }
