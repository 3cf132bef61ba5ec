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
	Approved        State = "APPROVED"
	StraightThrough State = "STP_OK" // since edition 7: no adjuster has looked at it
)

// Claim is the row of the claims table.
type Claim struct {
	ID           string `db:"id"`
	PolicyNumber string `db:"policy_no"`
	State        State  `db:"state"`
	PayoutCents  int64  `db:"payout_cents"`
	ReserveCents int64  `db:"reserve_cents"`
	FraudScore   int    `db:"fraud_score"`
	AdjusterNote string `db:"adjuster_note"`
}

// StateChanged is recorded whenever the rules move a claim.
type StateChanged struct {
	ClaimID    string
	State      State
	FraudScore int
	Rule       string
}

// ID names the fact.
func (e StateChanged) ID() string { return fmt.Sprintf("claim/%s/%s", e.ClaimID, e.State) }

// Type is the name on the wire.
func (StateChanged) Type() string { return "ClaimStateChanged" }

// ClaimUpdated tells others what a claim looks like now.
type ClaimUpdated struct{ Claim Claim }

// ID names the fact.
func (e ClaimUpdated) ID() string { return fmt.Sprintf("claim/%s/row/%s", e.Claim.ID, e.Claim.State) }

// Type is the name on the wire.
func (ClaimUpdated) Type() string { return "ClaimUpdated" }

// Claims reads the claims table.
type Claims interface {
	Load(ctx context.Context, id string) (Claim, error)
}

// Forwarder lets other departments follow claims.
type Forwarder struct {
	Claims  Claims
	Company event.Publisher // read by finance, CRM and the brokers' portal
}

// Handle passes on what happened, and the row for those who need more.
func (f Forwarder) Handle(ctx context.Context, changed StateChanged) error {
	if err := f.Company.Publish(ctx, changed); err != nil { // want leaking-internal-events
		return fmt.Errorf("forward %s: %w", changed.ID(), err)
	}
	claim, err := f.Claims.Load(ctx, changed.ClaimID)
	if err != nil {
		return fmt.Errorf("load %s: %w", changed.ClaimID, err)
	}
	return f.Company.Publish(ctx, ClaimUpdated{Claim: claim}) // want leaking-internal-events
}
