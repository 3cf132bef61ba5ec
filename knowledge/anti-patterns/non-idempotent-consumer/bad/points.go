// Package points credits the loyalty points that customers earn.
package points

import (
	"context"
	"database/sql"
	"fmt"
)

// PurchaseCompleted says that a customer has bought something for so many points.
type PurchaseCompleted struct {
	PurchaseID, Customer string
	Points               int64
}

// Accounts keeps the points.
type Accounts struct{ DB *sql.DB }

// OnPurchaseCompleted credits the points, and gives a coupon for big purchases.
func (a Accounts) OnPurchaseCompleted(ctx context.Context, evt PurchaseCompleted) error {
	tx, err := a.DB.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx,
		`UPDATE accounts SET points = points + $2 WHERE customer = $1`, evt.Customer, evt.Points); err != nil { // want non-idempotent-consumer
		return fmt.Errorf("credit %s: %w", evt.Customer, err)
	}
	if evt.Points >= 1000 {
		if _, err := tx.ExecContext(ctx,
			`INSERT INTO coupons (customer, percent) VALUES ($1, 10)`, evt.Customer); err != nil { // want non-idempotent-consumer
			return fmt.Errorf("coupon for %s: %w", evt.Customer, err)
		}
	}
	return tx.Commit()
}
