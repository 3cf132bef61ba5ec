// Package points credits the loyalty points that customers earn.
package points

import (
	"context"
	"database/sql"
	"fmt"

	"example.com/eda/platform/sqloutbox"
)

// PurchaseCompleted says that a customer has bought something for so many points.
type PurchaseCompleted struct {
	PurchaseID, Customer string
	Points               int64
}

// PointsCredited says that they are on the account.
type PointsCredited struct{ PurchaseID string }

// ID names the fact.
func (e PointsCredited) ID() string { return "points-credited/" + e.PurchaseID }

// Type is the name on the wire.
func (PointsCredited) Type() string { return "PointsCredited" }

// Accounts keeps the points.
type Accounts struct{ DB *sql.DB }

// OnPurchaseCompleted credits a purchase once: what remembers it commits with the credit, the coupon and the news.
func (a Accounts) OnPurchaseCompleted(ctx context.Context, evt PurchaseCompleted) error {
	tx, err := a.DB.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	first, err := tx.ExecContext(ctx,
		`INSERT INTO inbox (fact) VALUES ($1) ON CONFLICT DO NOTHING`, "purchase-completed/"+evt.PurchaseID)
	if err != nil {
		return fmt.Errorf("inbox %s: %w", evt.PurchaseID, err)
	}
	if isNew, err := first.RowsAffected(); err != nil || isNew == 0 {
		return err
	}
	if _, err := tx.ExecContext(ctx,
		`UPDATE accounts SET points = points + $2 WHERE customer = $1`, evt.Customer, evt.Points); err != nil {
		return fmt.Errorf("credit %s: %w", evt.Customer, err)
	}
	if evt.Points >= 1000 {
		if _, err := tx.ExecContext(ctx,
			`INSERT INTO coupons (purchase_id, customer, percent) VALUES ($1, $2, 10)`, evt.PurchaseID, evt.Customer); err != nil {
			return fmt.Errorf("coupon for %s: %w", evt.Customer, err)
		}
	}
	if err := sqloutbox.Add(ctx, tx, PointsCredited{PurchaseID: evt.PurchaseID}); err != nil {
		return fmt.Errorf("outbox %s: %w", evt.PurchaseID, err)
	}
	return tx.Commit()
}
