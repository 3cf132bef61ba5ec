package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"example.com/eda/adapters/codec"
	"example.com/eda/platform/event"
)

// NewStream returns the event streams of db.
func NewStream(db *Database, codec *codec.Codec) event.Stream { return &stream{db, codec} }

type stream struct {
	db    *Database
	codec *codec.Codec
}

var _ event.Stream = (*stream)(nil)

func (s *stream) Append(ctx context.Context, name string, expected event.Version, events ...event.Event) error {
	return s.db.Within(ctx, func(ctx context.Context) error {
		tx, err := s.db.Tx(ctx)
		if err != nil {
			return err
		}
		actual, err := version(ctx, tx, name, expected == event.Any)
		if err != nil {
			return fmt.Errorf("append to %s: %w", name, err)
		}
		if expected != event.Any && expected != actual {
			return fmt.Errorf("%w: %s is at %d, not %d", event.ErrConflict, name, actual, expected)
		}
		for i, evt := range events {
			body, err := json.Marshal(evt)
			if err != nil {
				return fmt.Errorf("encode %s: %w", evt.Type(), err)
			}
			_, err = tx.Exec(ctx, `INSERT INTO events (stream, version, type, body) VALUES ($1, $2, $3, $4)`,
				name, int64(actual)+int64(i)+1, evt.Type(), body)
			if isUniqueViolation(err) {
				// Another transaction came between our look and our write; the primary key is what really decides.
				return fmt.Errorf("%w: %s", event.ErrConflict, name)
			}
			if err != nil {
				return fmt.Errorf("append to %s: %w", name, err)
			}
		}
		return nil
	})
}

// version returns the version of a stream. Who does not mind it waits for those who append at the same time, instead of
// failing at the primary key.
func version(ctx context.Context, tx pgx.Tx, name string, wait bool) (at event.Version, err error) {
	if wait {
		if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, name); err != nil {
			return 0, err
		}
	}
	err = tx.QueryRow(ctx, `SELECT coalesce(max(version), 0) FROM events WHERE stream = $1`, name).Scan(&at)
	return at, err
}

func (s *stream) Read(ctx context.Context, name string, after event.Version) ([]event.Recorded, error) {
	return s.read(ctx, `SELECT stream, version, transaction_id, position, type, body FROM events
		WHERE stream = $1 AND version > $2 ORDER BY version`, name, int64(after))
}

// ReadAll stops short of transactions that still run. The sequence has numbered their events already, but they are not
// visible: a reader who went on to later ones would never come back.
func (s *stream) ReadAll(ctx context.Context, after event.Position, limit int) ([]event.Recorded, error) {
	return s.read(ctx, `SELECT stream, version, transaction_id, position, type, body FROM events
		WHERE (transaction_id, position) > ($1::xid8, $2)
		  AND transaction_id < pg_snapshot_xmin(pg_current_snapshot())
		ORDER BY transaction_id, position LIMIT $3`, after.Commit, int64(after.Sequence), limit)
}

func (s *stream) read(ctx context.Context, sql string, args ...any) ([]event.Recorded, error) {
	rows, err := s.db.querier(ctx).Query(ctx, sql, args...)
	if err != nil {
		return nil, fmt.Errorf("read events: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (event.Recorded, error) {
		var r event.Recorded
		var position int64
		var typ string
		var data []byte
		if err := row.Scan(&r.Stream, &r.Version, &r.Position.Commit, &position, &typ, &data); err != nil {
			return r, err
		}
		r.Position.Sequence = uint64(position)
		body, err := s.codec.Decode(typ, data)
		if err != nil {
			return r, fmt.Errorf("%s at %d: %w", r.Stream, r.Version, err)
		}
		evt, ok := body.(event.Event)
		if !ok {
			return r, fmt.Errorf("%s at %d: %T is no event", r.Stream, r.Version, body)
		}
		r.Event = evt
		return r, nil
	})
}
