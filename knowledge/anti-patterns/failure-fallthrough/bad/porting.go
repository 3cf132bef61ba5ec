// Package porting lets customers take their phone number to another network. This is the network they leave.
package porting

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"example.com/eda/platform/sqloutbox"
)

// Donor answers the requests of other networks.
type Donor struct{ DB *sql.DB }

// OnPortingRequested releases the number, unless the contract forbids it.
func (d Donor) OnPortingRequested(ctx context.Context, evt PortingRequested) error {
	tx, err := d.DB.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	var owner string
	err = tx.QueryRowContext(ctx, `SELECT owner FROM numbers WHERE number = $1`, evt.Number).Scan(&owner)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("look up %s: %w", evt.Number, err)
	}
	if owner != evt.Customer {
		rejected := PortingRejected{Number: evt.Number, Reason: "not the owner"}
		if err := sqloutbox.Add(ctx, tx, rejected); err != nil { // want failure-fallthrough
			return fmt.Errorf("reject %s: %w", evt.Number, err)
		}
	}
	if _, err := tx.ExecContext(ctx, `UPDATE numbers SET state = 'released' WHERE number = $1`, evt.Number); err != nil {
		return fmt.Errorf("release %s: %w", evt.Number, err)
	}
	if err := sqloutbox.Add(ctx, tx, PortingAccepted{Number: evt.Number}); err != nil {
		return fmt.Errorf("accept %s: %w", evt.Number, err)
	}
	return tx.Commit()
}
