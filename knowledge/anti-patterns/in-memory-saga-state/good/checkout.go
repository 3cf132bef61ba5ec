// Package checkout checks the guests of a travel group out of a hotel.
package checkout

import (
	"context"
	"database/sql"
	"fmt"

	"example.com/eda/platform/sqloutbox"
)

// Messages of a group's departure.
type (
	// GroupCheckoutStarted names the guests that are leaving.
	GroupCheckoutStarted struct {
		GroupID string
		Guests  []string
	}
	// GuestCheckedOut says that one of them has paid and handed in the key.
	GuestCheckedOut struct{ GroupID, Guest string }
	// ReleaseBus lets the group's bus leave.
	ReleaseBus struct{ GroupID string }
)

// ID names the request: a bus is released once.
func (c ReleaseBus) ID() string { return "release-bus/" + c.GroupID }

// Type is the name on the wire.
func (ReleaseBus) Type() string { return "ReleaseBus" }

// Manager waits for all guests of a group. What it knows is in the database.
type Manager struct{ DB *sql.DB }

// OnGroupCheckoutStarted notes who is to be waited for. Some may have left already: their news was faster.
func (m Manager) OnGroupCheckoutStarted(ctx context.Context, evt GroupCheckoutStarted) error {
	changes := []change{{`UPDATE checkouts SET started = TRUE WHERE group_id = $1`, []any{evt.GroupID}}}
	for _, guest := range evt.Guests {
		changes = append(changes, change{
			`INSERT INTO guests (group_id, guest) VALUES ($1, $2) ON CONFLICT DO NOTHING`, []any{evt.GroupID, guest}})
	}
	return m.apply(ctx, evt.GroupID, changes)
}

// OnGuestCheckedOut notes that a guest has left.
func (m Manager) OnGuestCheckedOut(ctx context.Context, evt GuestCheckedOut) error {
	guest := []any{evt.GroupID, evt.Guest}
	return m.apply(ctx, evt.GroupID, []change{
		{`INSERT INTO guests (group_id, guest) VALUES ($1, $2) ON CONFLICT DO NOTHING`, guest},
		{`UPDATE guests SET gone = TRUE WHERE group_id = $1 AND guest = $2`, guest},
	})
}

type change struct {
	text string
	args []any
}

// apply makes changes to a group and releases the bus if nobody is missing then, in one transaction. It locks the
// group first: two last guests at two instances would each see the other one missing.
func (m Manager) apply(ctx context.Context, group string, changes []change) error {
	tx, err := m.DB.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, `INSERT INTO checkouts (group_id) VALUES ($1) ON CONFLICT DO NOTHING`, group); err != nil {
		return fmt.Errorf("open %s: %w", group, err)
	}
	var locked string
	lock := `SELECT group_id FROM checkouts WHERE group_id = $1 FOR UPDATE`
	if err := tx.QueryRowContext(ctx, lock, group).Scan(&locked); err != nil {
		return fmt.Errorf("lock %s: %w", group, err)
	}
	for _, change := range changes {
		if _, err := tx.ExecContext(ctx, change.text, change.args...); err != nil {
			return fmt.Errorf("change %s: %w", group, err)
		}
	}
	missing, err := missing(ctx, tx, group)
	if err != nil {
		return err
	}
	if missing == 0 {
		if err := sqloutbox.Add(ctx, tx, ReleaseBus{GroupID: group}); err != nil {
			return fmt.Errorf("outbox %s: %w", group, err)
		}
	}
	return tx.Commit()
}

// missing counts the guests who have not left, and the list of guests itself while it is not there.
func missing(ctx context.Context, tx *sql.Tx, group string) (missing int, err error) {
	for _, query := range []string{
		`SELECT count(*) FROM guests WHERE group_id = $1 AND gone = FALSE`,
		`SELECT count(*) FROM checkouts WHERE group_id = $1 AND started = FALSE`,
	} {
		var count int
		if err := tx.QueryRowContext(ctx, query, group).Scan(&count); err != nil {
			return 0, fmt.Errorf("count %s: %w", group, err)
		}
		missing += count
	}
	return missing, nil
}
