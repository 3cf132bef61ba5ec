// Package returns takes goods back. The manager knows where a return is; what is right is known by those who do it.
package returns

import (
	"context"
	"database/sql"
	"fmt"

	"example.com/eda/platform/event"
	"example.com/eda/platform/sqloutbox"
)

// Manager takes a return from the dock to its end, in one database of its own.
type Manager struct{ DB *sql.DB }

// OnItemArrived starts the return and asks the warehouse what the item is worth.
func (m Manager) OnItemArrived(ctx context.Context, evt ItemArrived) error {
	return local(ctx, m.DB, InspectItem{ReturnID: evt.ReturnID, OrderID: evt.OrderID, SKU: evt.SKU},
		`INSERT INTO returns (id, state) VALUES ($1, 'inspecting') ON CONFLICT DO NOTHING`, evt.ReturnID)
}

// OnItemInspected asks payments to refund for that condition.
func (m Manager) OnItemInspected(ctx context.Context, evt ItemInspected) error {
	return local(ctx, m.DB, RefundReturn{ReturnID: evt.ReturnID, OrderID: evt.OrderID, Condition: evt.Condition},
		`UPDATE returns SET state = 'refunding' WHERE id = $1 AND state = 'inspecting'`, evt.ReturnID)
}

// OnReturnRefunded ends the return. Mail and statistics listen to ReturnClosed.
func (m Manager) OnReturnRefunded(ctx context.Context, evt ReturnRefunded) error {
	return local(ctx, m.DB, ReturnClosed{ReturnID: evt.ReturnID, Cents: evt.Cents},
		`UPDATE returns SET state = 'closed' WHERE id = $1 AND state = 'refunding'`, evt.ReturnID)
}

// local commits a change and the message that follows from it; a repeated message changes nothing.
func local(ctx context.Context, db *sql.DB, next event.Event, change string, args ...any) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	done, err := tx.ExecContext(ctx, change, args...)
	if err != nil {
		return fmt.Errorf("%s: %w", next.ID(), err)
	}
	if changed, err := done.RowsAffected(); err != nil || changed == 0 {
		return err
	}
	if err := sqloutbox.Add(ctx, tx, next); err != nil {
		return fmt.Errorf("outbox %s: %w", next.ID(), err)
	}
	return tx.Commit()
}
