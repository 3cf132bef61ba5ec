// Package deadlines waits for a payment, but not for ever, and copes with an answer that comes too late.
package deadlines

// Status is how far the wait has come.
type Status string

const (
	Waiting   Status = "waiting"
	Paid      Status = "paid"
	GivenUp   Status = "given up" // the undo is on its way
	Cancelled Status = "cancelled"
)

// Message is what may arrive, in any order, any number of times.
type Message string

const (
	PaymentCompleted Message = "PaymentCompleted"
	PaymentDeclined  Message = "PaymentDeclined"
	PaymentRefunded  Message = "PaymentRefunded"
	DeadlinePassed   Message = "DeadlinePassed"
)

// Wish is what follows.
type Wish string

const (
	Nothing       Wish = ""
	CompleteOrder Wish = "CompleteOrder"
	CancelOrder   Wish = "CancelOrder"
	RefundPayment Wish = "RefundPayment"
)

// Decide answers every message in every state. The deadline cannot be revoked, so it looks at the state; a success
// after giving up means that money was taken, so it is undone and never dropped.
func Decide(s Status, m Message) (Status, Wish) {
	switch {
	case s == Waiting && m == PaymentCompleted:
		return Paid, CompleteOrder
	case s == Waiting && m == PaymentDeclined:
		return Cancelled, CancelOrder
	case s == Waiting && m == DeadlinePassed:
		// Silence says nothing: the payment may have happened, so the undo goes out in case.
		return GivenUp, RefundPayment
	case s == GivenUp && (m == PaymentRefunded || m == PaymentDeclined):
		return Cancelled, CancelOrder
	case (s == GivenUp || s == Cancelled) && m == PaymentCompleted:
		return s, RefundPayment
	}
	return s, Nothing
}
