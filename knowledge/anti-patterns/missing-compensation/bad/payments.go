package tickets

import (
	"context"
	"database/sql"
	"fmt"
)

// Payments moves the customers' money.
type Payments struct{ DB *sql.DB }

// Charge takes the money.
func (p Payments) Charge(ctx context.Context, cmd ChargeCustomer) error {
	_, err := p.DB.ExecContext(ctx,
		`INSERT INTO payments (order_id, state, cents) VALUES ($1, 'captured', $2) ON CONFLICT DO NOTHING`, cmd.OrderID, cmd.Cents)
	if err != nil {
		return fmt.Errorf("charge %s: %w", cmd.OrderID, err)
	}
	return nil
}

// Refund gives the money back, once.
func (p Payments) Refund(ctx context.Context, cmd RefundCustomer) error {
	_, err := p.DB.ExecContext(ctx,
		`UPDATE payments SET state = 'refunded' WHERE order_id = $1 AND state = 'pending'`, cmd.OrderID) // want missing-compensation
	if err != nil {
		return fmt.Errorf("refund %s: %w", cmd.OrderID, err)
	}
	return nil
}
