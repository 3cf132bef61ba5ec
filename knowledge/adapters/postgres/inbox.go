package postgres

import (
	"context"
	"fmt"
	"time"

	"example.com/eda/platform/inbox"
)

// NewInbox returns the inbox of db.
func NewInbox(db *Database) inbox.Store { return &inboxTable{db} }

type inboxTable struct{ db *Database }

var _ inbox.Store = (*inboxTable)(nil)

// Accept lets the primary key decide: of two transactions with the same key, the second waits for the first, and inserts
// nothing if that commits.
func (i *inboxTable) Accept(ctx context.Context, key string) (bool, error) {
	tx, err := i.db.Tx(ctx)
	if err != nil {
		return false, err
	}
	tag, err := tx.Exec(ctx, `INSERT INTO inbox (key) VALUES ($1) ON CONFLICT DO NOTHING`, key)
	if err != nil {
		return false, fmt.Errorf("accept %s: %w", key, err)
	}
	return tag.RowsAffected() == 1, nil
}

// Forget deletes keys that are older than age. Keep them longer than anybody may still send again, replays by hand included.
func Forget(ctx context.Context, db *Database, age time.Duration) (int64, error) {
	tag, err := db.querier(ctx).Exec(ctx, `DELETE FROM inbox WHERE accepted_at < now() - $1::interval`, age)
	if err != nil {
		return 0, fmt.Errorf("forget inbox keys: %w", err)
	}
	return tag.RowsAffected(), nil
}
