package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"example.com/eda/adapters/codec"
	"example.com/eda/platform/deadletter"
)

// NewDeadLetters returns the dead letters of db.
func NewDeadLetters(db *Database, codec *codec.Codec) deadletter.Queue { return &letters{db, codec} }

type letters struct {
	db    *Database
	codec *codec.Codec
}

var _ deadletter.Queue = (*letters)(nil)

func (l *letters) Put(ctx context.Context, letter deadletter.Letter) error {
	sealed, err := codec.Seal(letter.Message)
	if err != nil {
		return err
	}
	return putLetter(ctx, l.db.querier(ctx), letter, sealed)
}

// putLetter takes the message as it was stored, because the body may be what nobody can read.
func putLetter(ctx context.Context, q querier, letter deadletter.Letter, sealed []byte) error {
	_, err := q.Exec(ctx, `
		INSERT INTO dead_letters (consumer, id, attempts, reason, message) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (consumer, id) DO UPDATE SET attempts = excluded.attempts, reason = excluded.reason`,
		letter.Consumer, letter.Message.ID, letter.Attempts, letter.Reason, sealed)
	if err != nil {
		return fmt.Errorf("put dead letter %s: %w", letter.Message.ID, err)
	}
	return nil
}

func (l *letters) List(ctx context.Context) ([]deadletter.Letter, error) {
	rows, err := l.db.querier(ctx).Query(ctx, `SELECT consumer, attempts, reason, message FROM dead_letters ORDER BY at, id`)
	if err != nil {
		return nil, fmt.Errorf("list dead letters: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (letter deadletter.Letter, err error) {
		var sealed []byte
		if err := row.Scan(&letter.Consumer, &letter.Attempts, &letter.Reason, &sealed); err != nil {
			return letter, err
		}
		letter.Message, err = l.codec.Open(sealed)
		if errors.Is(err, codec.ErrUnknown) {
			err = nil // that may be why it is here
		}
		return letter, err
	})
}

func (l *letters) Remove(ctx context.Context, letter deadletter.Letter) error {
	_, err := l.db.querier(ctx).Exec(ctx, `DELETE FROM dead_letters WHERE consumer = $1 AND id = $2`,
		letter.Consumer, letter.Message.ID)
	if err != nil {
		return fmt.Errorf("remove dead letter %s: %w", letter.Message.ID, err)
	}
	return nil
}
