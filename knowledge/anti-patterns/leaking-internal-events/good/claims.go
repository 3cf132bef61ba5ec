// Package claims adjusts insurance claims.
package claims

import (
	"context"
	"fmt"

	"example.com/eda/platform/event"
)

// State is where a claim is in our adjusting rules.
type State string

// The states of the rules, edition 7.
const (
	UnderReview     State = "REVIEW"
	Approved        State = "APPROVED"
	StraightThrough State = "STP_OK" // since edition 7: no adjuster has looked at it
)

// Claim is the row of the claims table.
type Claim struct {
	ID, PolicyNumber          string
	State                     State
	PayoutCents, ReserveCents int64
	FraudScore                int
	AdjusterNote              string
}

// StateChanged is recorded whenever the rules move a claim. It does not leave this service.
type StateChanged struct {
	ClaimID string
	Version int
	State   State
}

// Claims reads a claim as it was at a version: it may have moved on since.
type Claims interface {
	At(ctx context.Context, id string, version int) (Claim, error)
}

// Translator tells the company what it has asked to be told, in its own words.
type Translator struct {
	Claims  Claims
	Company event.Publisher
}

// Handle publishes ClaimSettled for the states that mean it. Everything else stays inside.
func (t Translator) Handle(ctx context.Context, changed StateChanged) error {
	switch changed.State {
	case Approved, StraightThrough:
	default:
		return nil
	}
	claim, err := t.Claims.At(ctx, changed.ClaimID, changed.Version)
	if err != nil {
		return fmt.Errorf("load %s: %w", changed.ClaimID, err)
	}
	return t.Company.Publish(ctx, ClaimSettled{
		ClaimID:      claim.ID,
		PolicyNumber: claim.PolicyNumber,
		Payout:       Money{Cents: claim.PayoutCents, Currency: "EUR"},
	})
}
