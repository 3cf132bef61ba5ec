package aggregate

// StartGroupCheckout asks to check guests out together.
type StartGroupCheckout struct {
	GroupID  string
	GuestIDs []string
}

func (StartGroupCheckout) Type() string { return "StartGroupCheckout" }

// RecordGuestSettled asks the group to note that a guest has paid.
type RecordGuestSettled struct{ GroupID, GuestID string }

func (RecordGuestSettled) Type() string { return "RecordGuestSettled" }

// RecordGuestRefused asks the group to note that a guest still owes something.
type RecordGuestRefused struct{ GroupID, GuestID string }

func (RecordGuestRefused) Type() string { return "RecordGuestRefused" }

// CheckOutGuest asks to settle one account.
type CheckOutGuest struct{ GroupID, GuestID string }

func (CheckOutGuest) Type() string { return "CheckOutGuest" }

// GroupCheckoutStarted tells who wants to leave together.
type GroupCheckoutStarted struct {
	GroupID  string
	GuestIDs []string
}

func (GroupCheckoutStarted) Type() string { return "GroupCheckoutStarted" }
func (e GroupCheckoutStarted) ID() string { return "group-checkout-started/" + e.GroupID }

// GuestSettled tells that the group has noted a paid guest.
type GuestSettled struct{ GroupID, GuestID string }

func (GuestSettled) Type() string { return "GuestSettled" }
func (e GuestSettled) ID() string { return "guest-settled/" + e.GroupID + "/" + e.GuestID }

// GuestRefused tells that the group has noted an unpaid guest.
type GuestRefused struct{ GroupID, GuestID string }

func (GuestRefused) Type() string { return "GuestRefused" }
func (e GuestRefused) ID() string { return "guest-refused/" + e.GroupID + "/" + e.GuestID }

// GroupCheckoutCompleted tells that everybody has paid.
type GroupCheckoutCompleted struct{ GroupID string }

func (GroupCheckoutCompleted) Type() string { return "GroupCheckoutCompleted" }
func (e GroupCheckoutCompleted) ID() string { return "group-checkout-completed/" + e.GroupID }

// GroupCheckoutFailed tells who has not.
type GroupCheckoutFailed struct {
	GroupID  string
	GuestIDs []string
}

func (GroupCheckoutFailed) Type() string { return "GroupCheckoutFailed" }
func (e GroupCheckoutFailed) ID() string { return "group-checkout-failed/" + e.GroupID }

// GuestCheckedOut tells that an account is settled.
type GuestCheckedOut struct{ GroupID, GuestID string }

func (GuestCheckedOut) Type() string { return "GuestCheckedOut" }
func (e GuestCheckedOut) ID() string { return "guest-checked-out/" + e.GroupID + "/" + e.GuestID }

// GuestCheckoutRefused tells that an account is not settled.
type GuestCheckoutRefused struct{ GroupID, GuestID string }

func (GuestCheckoutRefused) Type() string { return "GuestCheckoutRefused" }
func (e GuestCheckoutRefused) ID() string {
	return "guest-checkout-refused/" + e.GroupID + "/" + e.GuestID
}
