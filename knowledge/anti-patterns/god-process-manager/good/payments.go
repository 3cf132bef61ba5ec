package returns

import (
	"context"
	"database/sql"
	"fmt"

	"example.com/eda/platform/sqloutbox"
)

// Payments owns what was paid and what was given back, and the rule that joins them.
type Payments struct{ DB *sql.DB }

// Refund gives back what the condition is worth, and never more than is left of the payment.
func (p Payments) Refund(ctx context.Context, cmd RefundReturn) error {
	tx, err := p.DB.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	first, err := tx.ExecContext(ctx, `INSERT INTO refunds (return_id) VALUES ($1) ON CONFLICT DO NOTHING`, cmd.ReturnID)
	if err != nil {
		return fmt.Errorf("refund %s: %w", cmd.ReturnID, err)
	}
	if isNew, err := first.RowsAffected(); err != nil || isNew == 0 {
		return err
	}
	var paid, refunded int64
	err = tx.QueryRowContext(ctx,
		`SELECT paid_cents, refunded_cents FROM payments WHERE order_id = $1 FOR UPDATE`, cmd.OrderID).Scan(&paid, &refunded)
	if err != nil {
		return fmt.Errorf("payment of %s: %w", cmd.OrderID, err)
	}
	cents := min(worth(paid, cmd.Condition), paid-refunded)
	if _, err := tx.ExecContext(ctx,
		`UPDATE payments SET refunded_cents = refunded_cents + $2 WHERE order_id = $1`, cmd.OrderID, cents); err != nil {
		return fmt.Errorf("refund %s: %w", cmd.ReturnID, err)
	}
	if err := sqloutbox.Add(ctx, tx, ReturnRefunded{ReturnID: cmd.ReturnID, Cents: cents}); err != nil {
		return fmt.Errorf("outbox %s: %w", cmd.ReturnID, err)
	}
	return tx.Commit()
}

func worth(paid int64, condition string) int64 {
	if condition == "opened" {
		return paid * 80 / 100
	}
	return paid
}
