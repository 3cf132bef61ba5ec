// Package sqloutbox is the outbox in plain SQL: the row that changes and the row that tells of it are written in one
// transaction, and a relay publishes what is waiting. The consumer at the other end keeps an inbox the same way.
package sqloutbox

import (
	"context"
	"database/sql"
	_ "embed" // for the schema
	"fmt"

	"example.com/eda/platform/transaction"
)

// Schema creates the tables of both ends.
//
//go:embed schema.sql
var Schema string

// Scope runs transactions of one database, and hands them down in the context.
type Scope struct{ db *sql.DB }

// NewScope returns the scope of db.
func NewScope(db *sql.DB) *Scope { return &Scope{db} }

var _ transaction.Scope = (*Scope)(nil)

type txKey struct{ scope *Scope }

// Within runs work in a transaction, or in the one of ctx if there is one.
func (s *Scope) Within(ctx context.Context, work func(ctx context.Context) error) error {
	if _, open := ctx.Value(txKey{s}).(*sql.Tx); open {
		return work(ctx)
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // does nothing after the commit
	if err := work(context.WithValue(ctx, txKey{s}, tx)); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// Tx returns the transaction of ctx.
func (s *Scope) Tx(ctx context.Context) (*sql.Tx, error) {
	tx, ok := ctx.Value(txKey{s}).(*sql.Tx)
	if !ok {
		return nil, transaction.ErrNone
	}
	return tx, nil
}
