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
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx,
		`INSERT INTO transfers (id, payer, payee, cents) VALUES ($1, $2, $3, $4)`, id, from, to, cents); err != nil {
		return fmt.Errorf("transfer %s: %w", id, err)
	}
	if _, err := s.db.ExecContext(ctx, // want transaction-bypass
		`UPDATE wallets SET cents = cents + $2 WHERE player = $1`, to, cents); err != nil {
		return fmt.Errorf("credit %s: %w", to, err)
	}
	debited, err := tx.ExecContext(ctx,
		`UPDATE wallets SET cents = cents - $2 WHERE player = $1 AND cents >= $2`, from, cents)
	if err != nil {
		return fmt.Errorf("debit %s: %w", from, err)
	}
	if rows, err := debited.RowsAffected(); err != nil || rows == 0 {
		return errors.Join(ErrInsufficient, err)
	}
	return tx.Commit()
}
