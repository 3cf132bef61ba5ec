package sqloutbox

import (
	"context"

	"example.com/eda/platform/inbox"
)

// NewInbox returns an inbox in the table of the same name.
func NewInbox(scope *Scope) inbox.Store { return inboxTable{scope} }

type inboxTable struct{ scope *Scope }

var _ inbox.Store = inboxTable{}

// Accept lets the primary key decide: of two transactions with the same key, the second waits for the first and then
// inserts nothing.
func (i inboxTable) Accept(ctx context.Context, key string) (bool, error) {
	tx, err := i.scope.Tx(ctx)
	if err != nil {
		return false, err
	}
	result, err := tx.ExecContext(ctx, `INSERT INTO inbox (key) VALUES ($1) ON CONFLICT DO NOTHING`, key)
	if err != nil {
		return false, err
	}
	inserted, err := result.RowsAffected()
	return inserted == 1, err
}
