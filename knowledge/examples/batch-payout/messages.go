// Package payout pays the sellers of a market place at the end of the month. Some payments fail; the others are not held up
// and not paid back, the batch says who is missing, and running it again pays only them.
package payout

import "fmt"

// Payout is what one seller is owed.
type Payout struct {
	SellerID string
	Amount   int // in cents
}

type (
	// StartBatch asks for the payment of many sellers.
	StartBatch struct {
		BatchID string
		Payouts []Payout
	}
	// RepeatBatch asks for another round with those who were not paid. The round makes the request one and the same
	// however often it comes.
	RepeatBatch struct {
		BatchID string
		Round   int // from 2
	}
	// RoundStarted tells who is to be paid in a round.
	RoundStarted struct {
		BatchID string
		Round   int
		Payouts []Payout
	}
	// PayOut asks to pay one seller.
	PayOut struct {
		BatchID  string
		SellerID string
		Round    int
		Amount   int
	}
	// PayoutMade tells that a seller has the money.
	PayoutMade struct{ BatchID, SellerID string }
	// PayoutRefused tells that the bank will not pay, and why.
	PayoutRefused struct {
		BatchID  string
		SellerID string
		Round    int
		Reason   string
	}
	// RecordPayout asks the batch to count a seller as paid.
	RecordPayout struct{ BatchID, SellerID string }
	// RecordRefusal asks the batch to count a seller as refused in a round.
	RecordRefusal struct {
		BatchID  string
		SellerID string
		Round    int
		Reason   string
	}
	// BatchCompleted tells that everybody is paid.
	BatchCompleted struct{ BatchID string }
	// BatchPartlyFailed tells that a round is over and who is not paid, with the reasons: a list to work on.
	BatchPartlyFailed struct {
		BatchID string
		Round   int
		Refused map[string]string // reason by seller
	}
)

func (StartBatch) Type() string    { return "StartBatch" }
func (RepeatBatch) Type() string   { return "RepeatBatch" }
func (PayOut) Type() string        { return "PayOut" }
func (RecordPayout) Type() string  { return "RecordPayout" }
func (RecordRefusal) Type() string { return "RecordRefusal" }

func (RoundStarted) Type() string      { return "RoundStarted" }
func (PayoutMade) Type() string        { return "PayoutMade" }
func (PayoutRefused) Type() string     { return "PayoutRefused" }
func (BatchCompleted) Type() string    { return "BatchCompleted" }
func (BatchPartlyFailed) Type() string { return "BatchPartlyFailed" }

func (e RoundStarted) ID() string { return fmt.Sprintf("round-started/%s/%d", e.BatchID, e.Round) }
func (e PayoutMade) ID() string   { return "payout-made/" + e.BatchID + "/" + e.SellerID }
func (e PayoutRefused) ID() string {
	return fmt.Sprintf("payout-refused/%s/%s/%d", e.BatchID, e.SellerID, e.Round)
}
func (e BatchCompleted) ID() string { return "batch-completed/" + e.BatchID }
func (e BatchPartlyFailed) ID() string {
	return fmt.Sprintf("batch-partly-failed/%s/%d", e.BatchID, e.Round)
}
