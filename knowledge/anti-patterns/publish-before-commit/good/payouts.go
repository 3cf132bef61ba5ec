// Package payouts pays the sellers of a marketplace.
package payouts

import (
	"context"
	"database/sql"
	"fmt"

	"example.com/eda/platform/sqloutbox"
)

// PayoutApproved tells the bank gateway to transfer the money.
type PayoutApproved struct {
	PayoutID string
	Cents    int64
}

// ID names the fact.
func (e PayoutApproved) ID() string { return "payout-approved/" + e.PayoutID }

// Type is the name on the wire.
func (PayoutApproved) Type() string { return "PayoutApproved" }

// Desk is where clerks decide.
type Desk struct{ DB *sql.DB }

// Approve releases a payout, books it and owes the event, or none of the three.
func (d Desk) Approve(ctx context.Context, payoutID string, cents int64) error {
	tx, err := d.DB.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, `UPDATE payouts SET state = 'approved' WHERE id = $1`, payoutID); err != nil {
		return fmt.Errorf("approve %s: %w", payoutID, err)
	}
	if err := sqloutbox.Add(ctx, tx, PayoutApproved{PayoutID: payoutID, Cents: cents}); err != nil {
		return fmt.Errorf("outbox %s: %w", payoutID, err)
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO bookings (payout_id, cents) VALUES ($1, $2)`, payoutID, cents); err != nil {
		return fmt.Errorf("book %s: %w", payoutID, err)
	}
	return tx.Commit()
}

// Reject ends a payout that is not approved.
func (d Desk) Reject(ctx context.Context, payoutID string) error {
	_, err := d.DB.ExecContext(ctx,
		`UPDATE payouts SET state = 'rejected' WHERE id = $1 AND state = 'requested'`, payoutID)
	return err
}
