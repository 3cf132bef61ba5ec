// Package wallets moves money between the wallets of players.
package wallets

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// ErrInsufficient refuses a transfer that the payer cannot afford.
var ErrInsufficient = errors.New("insufficient funds")

// Store keeps the wallets.
type Store struct{ db *sql.DB }

// NewStore returns a store.
func NewStore(db *sql.DB) *Store { return &Store{db: db} }

// Transfer moves money, or nothing when the payer has not enough.
func (s *Store) Transfer(ctx context.Context, id, from, to string, cents int64) error {
	return s.within(ctx, func(tx queries) error {
		if err := tx.record(ctx, id, from, to, cents); err != nil {
			return fmt.Errorf("transfer %s: %w", id, err)
		}
		if err := tx.credit(ctx, to, cents); err != nil {
			return fmt.Errorf("credit %s: %w", to, err)
		}
		return tx.debit(ctx, from, cents)
	})
}

// within runs work in a transaction. Queries exist on a transaction only, so there is no way around it.
func (s *Store) within(ctx context.Context, work func(tx queries) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	if err := work(queries{tx}); err != nil {
		return err
	}
	return tx.Commit()
}

type queries struct{ tx *sql.Tx }

func (q queries) record(ctx context.Context, id, from, to string, cents int64) error {
	_, err := q.tx.ExecContext(ctx,
		`INSERT INTO transfers (id, payer, payee, cents) VALUES ($1, $2, $3, $4)`, id, from, to, cents)
	return err
}

func (q queries) credit(ctx context.Context, player string, cents int64) error {
	_, err := q.tx.ExecContext(ctx, `UPDATE wallets SET cents = cents + $2 WHERE player = $1`, player, cents)
	return err
}

func (q queries) debit(ctx context.Context, player string, cents int64) error {
	debited, err := q.tx.ExecContext(ctx,
		`UPDATE wallets SET cents = cents - $2 WHERE player = $1 AND cents >= $2`, player, cents)
	if err != nil {
		return fmt.Errorf("debit %s: %w", player, err)
	}
	if rows, err := debited.RowsAffected(); err != nil || rows == 0 {
		return errors.Join(ErrInsufficient, err)
	}
	return nil
}
