// Package holds sells a seat: it holds the money and the seat, both for a while only, and takes both once both are held.
// Nobody pays for a seat that somebody else got, and a process that dies leaves nothing behind that does not expire.
package holds

// BookSeat asks for a seat.
type BookSeat struct {
	BookingID string
	SeatID    string
	Price     int // in cents
}

func (BookSeat) Type() string { return "BookSeat" }

// ExpireBooking is what a booking sends to itself: it stops waiting for holds.
type ExpireBooking struct{ BookingID string }

func (ExpireBooking) Type() string { return "ExpireBooking" }

// BookingCompleted tells that the seat is sold and paid.
type BookingCompleted struct{ BookingID string }

func (BookingCompleted) Type() string { return "BookingCompleted" }
func (e BookingCompleted) ID() string { return "booking-completed/" + e.BookingID }

// BookingCancelled tells that nothing is held or taken for the booking.
type BookingCancelled struct{ BookingID string }

func (BookingCancelled) Type() string { return "BookingCancelled" }
func (e BookingCancelled) ID() string { return "booking-cancelled/" + e.BookingID }

// Hold commands and their answers. An answer to a hold names the booking; one that is refused never was.
type (
	// AuthorisePayment asks to set the money aside.
	AuthorisePayment struct {
		BookingID string
		Amount    int
	}
	// PaymentAuthorised tells that the money is set aside, for a while.
	PaymentAuthorised struct {
		BookingID string
		Amount    int
	}
	// PaymentRefused tells that it is not.
	PaymentRefused struct{ BookingID string }
	// ReserveSeat asks to keep the seat.
	ReserveSeat struct{ BookingID, SeatID string }
	// SeatReserved tells that the seat is kept, for a while.
	SeatReserved struct{ BookingID, SeatID string }
	// SeatTaken tells that somebody else has it.
	SeatTaken struct{ BookingID, SeatID string }
)

func (AuthorisePayment) Type() string  { return "AuthorisePayment" }
func (PaymentAuthorised) Type() string { return "PaymentAuthorised" }
func (e PaymentAuthorised) ID() string { return "payment-authorised/" + e.BookingID }
func (PaymentRefused) Type() string    { return "PaymentRefused" }
func (e PaymentRefused) ID() string    { return "payment-refused/" + e.BookingID }
func (ReserveSeat) Type() string       { return "ReserveSeat" }
func (SeatReserved) Type() string      { return "SeatReserved" }
func (e SeatReserved) ID() string      { return "seat-reserved/" + e.BookingID }
func (SeatTaken) Type() string         { return "SeatTaken" }
func (e SeatTaken) ID() string         { return "seat-taken/" + e.BookingID }

// Commit commands and their answers. The only reason to refuse a commit is that its hold has expired.
type (
	// ConfirmSeat turns the reservation into a sale.
	ConfirmSeat struct{ BookingID, SeatID string }
	// SeatConfirmed tells that the seat is sold.
	SeatConfirmed struct{ BookingID, SeatID string }
	// ReservationExpired tells that the seat was no longer kept.
	ReservationExpired struct{ BookingID, SeatID string }
	// CapturePayment takes the money that was set aside: the point of no return.
	CapturePayment struct{ BookingID string }
	// PaymentCaptured tells that it is taken.
	PaymentCaptured struct{ BookingID string }
	// AuthorisationExpired tells that it was no longer set aside.
	AuthorisationExpired struct{ BookingID string }
)

func (ConfirmSeat) Type() string          { return "ConfirmSeat" }
func (SeatConfirmed) Type() string        { return "SeatConfirmed" }
func (e SeatConfirmed) ID() string        { return "seat-confirmed/" + e.BookingID }
func (ReservationExpired) Type() string   { return "ReservationExpired" }
func (e ReservationExpired) ID() string   { return "reservation-expired/" + e.BookingID }
func (CapturePayment) Type() string       { return "CapturePayment" }
func (PaymentCaptured) Type() string      { return "PaymentCaptured" }
func (e PaymentCaptured) ID() string      { return "payment-captured/" + e.BookingID }
func (AuthorisationExpired) Type() string { return "AuthorisationExpired" }
func (e AuthorisationExpired) ID() string { return "authorisation-expired/" + e.BookingID }

// Undo commands and their answers. They work on whatever there is, and on what has not come yet.
type (
	// VoidPayment asks that no money be held or taken.
	VoidPayment struct{ BookingID string }
	// PaymentVoided tells that none is and none will be.
	PaymentVoided struct{ BookingID string }
	// ReleaseSeat asks that the seat be neither kept nor sold for the booking.
	ReleaseSeat struct{ BookingID, SeatID string }
	// SeatReleased tells that it is not and will not be.
	SeatReleased struct{ BookingID, SeatID string }
	// ExpireAuthorisation is what payments sends to itself with every authorisation.
	ExpireAuthorisation struct{ BookingID string }
	// ExpireReservation is what seats sends to itself with every reservation.
	ExpireReservation struct{ BookingID, SeatID string }
)

func (VoidPayment) Type() string         { return "VoidPayment" }
func (PaymentVoided) Type() string       { return "PaymentVoided" }
func (e PaymentVoided) ID() string       { return "payment-voided/" + e.BookingID }
func (ReleaseSeat) Type() string         { return "ReleaseSeat" }
func (SeatReleased) Type() string        { return "SeatReleased" }
func (e SeatReleased) ID() string        { return "seat-released/" + e.BookingID }
func (ExpireAuthorisation) Type() string { return "ExpireAuthorisation" }
func (ExpireReservation) Type() string   { return "ExpireReservation" }
