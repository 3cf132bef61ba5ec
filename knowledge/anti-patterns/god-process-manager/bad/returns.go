// Package returns takes goods back.
package returns

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// ItemArrived says that a returned item is on the dock.
type ItemArrived struct {
	ReturnID, OrderID, SKU string
	Opened                 bool
	At                     time.Time
}

// Manager runs the whole return: rules, refund, stock and mail.
type Manager struct {
	Orders, Payments, Warehouse, CRM *sql.DB
}

// OnItemArrived does all there is to do.
func (m Manager) OnItemArrived(ctx context.Context, evt ItemArrived) error {
	var paid int64
	var customer, tier string
	err := m.Orders.QueryRowContext(ctx,
		`SELECT paid_cents, customer, tier FROM orders WHERE id = $1`, evt.OrderID).Scan(&paid, &customer, &tier)
	if err != nil {
		return fmt.Errorf("order %s: %w", evt.OrderID, err)
	}
	refund, quality := paid, "A"
	if evt.Opened && tier != "gold" {
		refund = paid * 80 / 100
	}
	if evt.Opened {
		quality = "B"
	}
	if _, err := m.Payments.ExecContext(ctx, // want god-process-manager
		`INSERT INTO refunds (id, order_id, cents) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
		evt.ReturnID, evt.OrderID, refund); err != nil {
		return fmt.Errorf("refund: %w", err)
	}
	if _, err := m.Warehouse.ExecContext(ctx,
		`INSERT INTO stock_moves (id, sku, quality) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
		evt.ReturnID, evt.SKU, quality); err != nil {
		return fmt.Errorf("restock: %w", err)
	}
	text := fmt.Sprintf("We have refunded %d.%02d EUR.", refund/100, refund%100)
	if _, err := m.CRM.ExecContext(ctx,
		`INSERT INTO mails (id, customer, text) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
		evt.ReturnID, customer, text); err != nil {
		return fmt.Errorf("mail: %w", err)
	}
	if _, err := m.Orders.ExecContext(ctx, `UPDATE orders SET state = 'returned' WHERE id = $1`, evt.OrderID); err != nil {
		return fmt.Errorf("close: %w", err)
	}
	return nil
}
