package holds

import (
	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
)

// Status is where a booking stands.
type Status string

const (
	NotStarted Status = ""
	Holding    Status = "holding"    // asks for both holds
	Confirming Status = "confirming" // holds both, takes the seat
	Capturing  Status = "capturing"  // has the seat, takes the money
	Undoing    Status = "undoing"
	Completed  Status = "completed"
	Cancelled  Status = "cancelled"
)

// Booking is what the process remembers. A transition returns a new one, and what is to be sent and told with it.
type Booking struct {
	Version    int // of the stored row
	Status     Status
	ID         string
	SeatID     string
	Authorised bool
	Reserved   bool
	Voided     bool
	Released   bool
}

// Outputs is what a transition wants done in the transaction that stores the new state.
type Outputs struct {
	Send    []command.Command
	Publish []event.Event
}

// Start asks for both holds at once. Neither costs anything yet, and both expire by themselves.
func (b Booking) Start(cmd BookSeat) (Booking, Outputs) {
	if b.Status != NotStarted {
		return b, Outputs{}
	}
	b.Status, b.ID, b.SeatID = Holding, cmd.BookingID, cmd.SeatID
	return b, Outputs{Send: []command.Command{
		AuthorisePayment{BookingID: b.ID, Amount: cmd.Price},
		ReserveSeat{BookingID: b.ID, SeatID: b.SeatID},
	}}
}

// Apply takes the booking one step on for an answer. An answer that no longer matters changes nothing: what it tells
// of is undone by a command that is under way.
func (b Booking) Apply(evt event.Event) (Booking, Outputs) {
	switch evt.(type) {
	case PaymentAuthorised:
		b.Authorised = true
		return b.commit()
	case SeatReserved:
		b.Reserved = true
		return b.commit()
	case PaymentRefused, SeatTaken:
		return b.undo(Holding)
	case SeatConfirmed:
		// The seat can be given back, the money can not so easily: it comes last.
		return b.advance(Confirming, Capturing, Outputs{Send: []command.Command{CapturePayment{BookingID: b.ID}}})
	case PaymentCaptured:
		return b.advance(Capturing, Completed, Outputs{Publish: []event.Event{BookingCompleted{BookingID: b.ID}}})
	case ReservationExpired:
		return b.undo(Confirming)
	case AuthorisationExpired:
		return b.undo(Capturing)
	case PaymentVoided:
		b.Voided = true
		return b.cancel()
	case SeatReleased:
		b.Released = true
		return b.cancel()
	}
	return b, Outputs{}
}

// Expire stops waiting for holds. Once both are there the commits answer for certain, and nothing waits any more.
func (b Booking) Expire() (Booking, Outputs) { return b.undo(Holding) }

// commit begins once both holds are there.
func (b Booking) commit() (Booking, Outputs) {
	if !b.Authorised || !b.Reserved {
		return b, Outputs{}
	}
	return b.advance(Holding, Confirming, Outputs{Send: []command.Command{ConfirmSeat{BookingID: b.ID, SeatID: b.SeatID}}})
}

// undo asks both sides, whatever they have answered so far: what comes late must find a tombstone.
func (b Booking) undo(from Status) (Booking, Outputs) {
	return b.advance(from, Undoing, Outputs{Send: []command.Command{
		VoidPayment{BookingID: b.ID}, ReleaseSeat{BookingID: b.ID, SeatID: b.SeatID},
	}})
}

func (b Booking) cancel() (Booking, Outputs) {
	if !b.Voided || !b.Released {
		return b, Outputs{}
	}
	return b.advance(Undoing, Cancelled, Outputs{Publish: []event.Event{BookingCancelled{BookingID: b.ID}}})
}

func (b Booking) advance(from, to Status, out Outputs) (Booking, Outputs) {
	if b.Status != from {
		return b, Outputs{}
	}
	b.Status = to
	return b, out
}
