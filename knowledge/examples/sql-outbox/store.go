package sqloutbox

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"example.com/eda/platform/message"
	"example.com/eda/platform/outbox"
)

// Decode makes the body of a message from its type and its JSON.
type Decode func(kind string, body []byte) (message.Body, error)

// NewStore returns an outbox in the table of the same name.
func NewStore(scope *Scope, decode Decode) outbox.Store {
	return &store{scope: scope, db: scope.db, decode: decode}
}

type store struct {
	scope  *Scope
	db     *sql.DB
	decode Decode
}

var _ outbox.Store = (*store)(nil)

func (s *store) Save(ctx context.Context, messages ...message.Message) error {
	tx, err := s.scope.Tx(ctx)
	if err != nil {
		return err
	}
	for _, msg := range messages {
		body, err := json.Marshal(msg.Body)
		if err != nil {
			return fmt.Errorf("encode %s: %w", msg.ID, err)
		}
		_, err = tx.ExecContext(ctx,
			`INSERT INTO outbox (id, kind, type, body, correlation_id, causation_id) VALUES ($1, $2, $3, $4, $5, $6)`,
			msg.ID, string(msg.Kind), msg.Body.Type(), string(body), msg.CorrelationID, msg.CausationID)
		if err != nil {
			return fmt.Errorf("save %s: %w", msg.ID, err)
		}
	}
	return nil
}

func (s *store) Unpublished(ctx context.Context, limit int) (entries []outbox.Entry, err error) {
	rows, err := s.db.QueryContext(ctx,
		`SELECT position, attempts, id, kind, type, body, correlation_id, causation_id
		   FROM outbox WHERE state = 'waiting' ORDER BY position LIMIT $1`, limit)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var entry outbox.Entry
		var kind, typ, body string
		msg := &entry.Message
		err := rows.Scan(&entry.Position, &entry.Attempts, &msg.ID, &kind, &typ, &body, &msg.CorrelationID, &msg.CausationID)
		if err != nil {
			return nil, err
		}
		msg.Kind = message.Kind(kind)
		if msg.Body, err = s.decode(typ, []byte(body)); err != nil {
			return nil, fmt.Errorf("decode %s: %w", msg.ID, err)
		}
		entries = append(entries, entry)
	}
	return entries, rows.Err()
}

func (s *store) MarkPublished(ctx context.Context, positions ...int64) error {
	for _, position := range positions {
		if _, err := s.db.ExecContext(ctx, `DELETE FROM outbox WHERE position = $1`, position); err != nil {
			return err
		}
	}
	return nil
}

func (s *store) IncrementAttempts(ctx context.Context, position int64) (attempts int, err error) {
	if _, err = s.db.ExecContext(ctx, `UPDATE outbox SET attempts = attempts + 1 WHERE position = $1`, position); err != nil {
		return 0, err
	}
	err = s.db.QueryRowContext(ctx, `SELECT attempts FROM outbox WHERE position = $1`, position).Scan(&attempts)
	return attempts, err
}

func (s *store) Bury(ctx context.Context, position int64, reason string) error {
	_, err := s.db.ExecContext(ctx,
		`UPDATE outbox SET state = 'buried', reason = $2 WHERE position = $1`, position, reason)
	return err
}
