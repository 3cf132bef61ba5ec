// Package payments is what the payments module promises: one command, one external event.
package payments

// RequestPayment asks for money.
type RequestPayment struct {
	PaymentID string
	Amount    int // in cents
}

func (RequestPayment) Type() string { return "RequestPayment" }

// PaymentCompleted tells that the money is taken.
type PaymentCompleted struct{ PaymentID string }

func (PaymentCompleted) Type() string { return "PaymentCompleted" }
func (e PaymentCompleted) ID() string { return "payment-completed/" + e.PaymentID }
