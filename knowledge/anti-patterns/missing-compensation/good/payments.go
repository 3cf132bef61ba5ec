package tickets

import (
	"context"
	"database/sql"
	"fmt"

	"example.com/eda/platform/event"
	"example.com/eda/platform/sqloutbox"
)

// Payments moves the customers' money.
type Payments struct{ DB *sql.DB }

// Charge takes the money, unless it was already called off.
func (p Payments) Charge(ctx context.Context, cmd ChargeCustomer) error {
	return p.once(ctx, CustomerCharged{OrderID: cmd.OrderID},
		`INSERT INTO payments (order_id, state, cents) VALUES ($1, 'captured', $2) ON CONFLICT DO NOTHING`, cmd.OrderID, cmd.Cents)
}

// Refund gives the money back, once. A refund that overtakes its charge leaves a row that keeps the charge out.
func (p Payments) Refund(ctx context.Context, cmd RefundCustomer) error {
	refunded := CustomerRefunded{OrderID: cmd.OrderID}
	if err := p.once(ctx, refunded,
		`UPDATE payments SET state = 'refunded' WHERE order_id = $1 AND state = 'captured'`, cmd.OrderID); err != nil {
		return err
	}
	return p.once(ctx, refunded,
		`INSERT INTO payments (order_id, state, cents) VALUES ($1, 'called-off', 0) ON CONFLICT DO NOTHING`, cmd.OrderID)
}

// once commits a change and the event that tells of it; a change that finds nothing to change tells nothing.
func (p Payments) once(ctx context.Context, evt event.Event, change string, args ...any) error {
	tx, err := p.DB.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	done, err := tx.ExecContext(ctx, change, args...)
	if err != nil {
		return fmt.Errorf("%s: %w", evt.ID(), err)
	}
	if changed, err := done.RowsAffected(); err != nil || changed == 0 {
		return err
	}
	if err := sqloutbox.Add(ctx, tx, evt); err != nil {
		return fmt.Errorf("outbox %s: %w", evt.ID(), err)
	}
	return tx.Commit()
}
