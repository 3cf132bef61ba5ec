// Package sqloutbox is the smallest outbox over database/sql: a row in the transaction of the state change, and a relay
// that publishes rows at least once, in order. It is what the good halves of the anti-patterns stand on; the outbox
// for production, with several relays and poison rows, is in the adapters.
package sqloutbox

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"example.com/eda/platform/event"
)

// Schema creates the table.
const Schema = `
CREATE TABLE outbox (
	position BIGSERIAL PRIMARY KEY,
	id       TEXT NOT NULL UNIQUE,
	type     TEXT NOT NULL,
	body     TEXT NOT NULL,
	sent     BOOLEAN NOT NULL DEFAULT FALSE
);`

// Add stores evt in the transaction that changes the state it tells of. Adding the same event again changes nothing.
func Add(ctx context.Context, tx *sql.Tx, evt event.Event) error {
	body, err := json.Marshal(evt)
	if err != nil {
		return fmt.Errorf("encode %s: %w", evt.Type(), err)
	}
	_, err = tx.ExecContext(ctx,
		`INSERT INTO outbox (id, type, body) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, evt.ID(), evt.Type(), string(body))
	return err
}

// Relay publishes what was added and not sent yet, oldest first, and stops at the first failure. A crash between
// publish and mark sends the row again.
func Relay(ctx context.Context, db *sql.DB, to event.Publisher) error {
	for {
		var position int64
		var next Recorded
		err := db.QueryRowContext(ctx,
			`SELECT position, id, type, body FROM outbox WHERE sent = FALSE ORDER BY position LIMIT 1`,
		).Scan(&position, &next.Key, &next.Name, &next.Body)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read outbox: %w", err)
		}
		if err := to.Publish(ctx, next); err != nil {
			return fmt.Errorf("publish %s: %w", next.Name, err)
		}
		if _, err := db.ExecContext(ctx, `UPDATE outbox SET sent = TRUE WHERE position = $1`, position); err != nil {
			return fmt.Errorf("mark %s: %w", next.Name, err)
		}
	}
}

// Recorded is an event as the relay finds it: its name, its identity and its encoded fields.
type Recorded struct {
	Key  string
	Name string
	Body string
}

// ID names the fact.
func (r Recorded) ID() string { return r.Key }

// Type is the name on the wire.
func (r Recorded) Type() string { return r.Name }
