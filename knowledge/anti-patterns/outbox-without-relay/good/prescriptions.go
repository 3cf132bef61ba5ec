// Package prescriptions sends what doctors prescribe to the pharmacies.
package prescriptions

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Desk records prescriptions.
type Desk struct{ DB *sql.DB }

// Prescribe records a prescription, and the event for the pharmacies in the same transaction.
func (d Desk) Prescribe(ctx context.Context, id, medicine string, now time.Time) error {
	tx, err := d.DB.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, `INSERT INTO prescriptions (id, medicine) VALUES ($1, $2)`, id, medicine); err != nil {
		return fmt.Errorf("prescribe %s: %w", id, err)
	}
	if _, err := tx.ExecContext(ctx,
		`INSERT INTO outbox (id, body, created) VALUES ($1, $2, $3)`, "prescribed/"+id, medicine, now.Unix()); err != nil {
		return fmt.Errorf("outbox %s: %w", id, err)
	}
	return tx.Commit()
}
