// Package porting lets customers take their phone number to another network. This is the network they leave.
package porting

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"example.com/eda/platform/event"
	"example.com/eda/platform/sqloutbox"
)

// Donor answers the requests of other networks.
type Donor struct{ DB *sql.DB }

// OnPortingRequested gives exactly one answer.
func (d Donor) OnPortingRequested(ctx context.Context, evt PortingRequested) error {
	tx, err := d.DB.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	answer, err := d.answer(ctx, tx, evt)
	if err != nil {
		return err
	}
	if err := sqloutbox.Add(ctx, tx, answer); err != nil {
		return fmt.Errorf("answer %s: %w", evt.Number, err)
	}
	return tx.Commit()
}

// answer decides, and releases the number if it may. One event goes in and one comes out: two verdicts do not compile.
func (d Donor) answer(ctx context.Context, tx *sql.Tx, evt PortingRequested) (event.Event, error) {
	var owner string
	err := tx.QueryRowContext(ctx, `SELECT owner FROM numbers WHERE number = $1`, evt.Number).Scan(&owner)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("look up %s: %w", evt.Number, err)
	}
	if owner != evt.Customer {
		return PortingRejected{Number: evt.Number, Reason: "not the owner"}, nil
	}
	if _, err := tx.ExecContext(ctx, `UPDATE numbers SET state = 'released' WHERE number = $1`, evt.Number); err != nil {
		return nil, fmt.Errorf("release %s: %w", evt.Number, err)
	}
	return PortingAccepted{Number: evt.Number}, nil
}
