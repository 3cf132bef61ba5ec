package desk

// Trip is what the traveller asked for.
type Trip struct {
	ID, Traveller, Flight string
	Cents                 int64
}

// The desk asks …
type (
	// IssueTicket asks the airline for a ticket.
	IssueTicket struct{ TripID, Traveller, Flight string }
	// VoidTicket asks the airline to take the trip's ticket back.
	VoidTicket struct{ TripID string }
	// ChargeCard asks payments for the money.
	ChargeCard struct {
		TripID string
		Cents  int64
	}
)

// … is answered …
type (
	// TicketIssued carries the ticket and its price.
	TicketIssued struct {
		TripID, Ticket string
		Cents          int64
	}
	// TicketVoided says that the ticket was taken back.
	TicketVoided struct{ TripID string }
	// CardCharged says that the traveller has paid.
	CardCharged struct{ TripID string }
	// CardDeclined says that the traveller will not pay.
	CardDeclined struct{ TripID string }
)

// … and tells how it ended.
type (
	// TripBooked is the good end.
	TripBooked struct{ TripID string }
	// TripCancelled is the other one.
	TripCancelled struct{ TripID string }
)

func (m IssueTicket) ID() string   { return "issue-ticket/" + m.TripID }
func (m VoidTicket) ID() string    { return "void-ticket/" + m.TripID }
func (m ChargeCard) ID() string    { return "charge-card/" + m.TripID }
func (m TicketIssued) ID() string  { return "ticket-issued/" + m.TripID }
func (m TicketVoided) ID() string  { return "ticket-voided/" + m.TripID }
func (m CardCharged) ID() string   { return "card-charged/" + m.TripID }
func (m CardDeclined) ID() string  { return "card-declined/" + m.TripID }
func (m TripBooked) ID() string    { return "trip-booked/" + m.TripID }
func (m TripCancelled) ID() string { return "trip-cancelled/" + m.TripID }

func (IssueTicket) Type() string   { return "IssueTicket" }
func (VoidTicket) Type() string    { return "VoidTicket" }
func (ChargeCard) Type() string    { return "ChargeCard" }
func (TicketIssued) Type() string  { return "TicketIssued" }
func (TicketVoided) Type() string  { return "TicketVoided" }
func (CardCharged) Type() string   { return "CardCharged" }
func (CardDeclined) Type() string  { return "CardDeclined" }
func (TripBooked) Type() string    { return "TripBooked" }
func (TripCancelled) Type() string { return "TripCancelled" }
