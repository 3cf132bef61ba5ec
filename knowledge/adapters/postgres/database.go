// Package postgres keeps events, outgoing messages, handled messages and dead letters in PostgreSQL, so that one
// transaction can hold them all.
package postgres

import (
	"context"
	_ "embed" // for the schema
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"example.com/eda/platform/transaction"
)

//go:embed schema.sql
var schema string

// Database is a transaction.Scope over a pool. The other parts of this package join the transaction of their context.
type Database struct{ pool *pgxpool.Pool }

// Open returns the database behind pool, and creates the tables that are missing.
func Open(ctx context.Context, pool *pgxpool.Pool) (*Database, error) {
	if _, err := pool.Exec(ctx, schema); err != nil {
		return nil, fmt.Errorf("create tables: %w", err)
	}
	return &Database{pool}, nil
}

var _ transaction.Scope = (*Database)(nil)

type txKey struct{ db *Database }

// Within runs work in a transaction, or in the one of ctx if there is one.
func (db *Database) Within(ctx context.Context, work func(ctx context.Context) error) error {
	if _, open := db.tx(ctx); open {
		return work(ctx)
	}
	return pgx.BeginFunc(ctx, db.pool, func(tx pgx.Tx) error {
		return work(context.WithValue(ctx, txKey{db}, tx))
	})
}

// Tx returns the transaction of ctx, for the SQL of the business.
func (db *Database) Tx(ctx context.Context) (pgx.Tx, error) {
	tx, open := db.tx(ctx)
	if !open {
		return nil, transaction.ErrNone
	}
	return tx, nil
}

func (db *Database) tx(ctx context.Context) (pgx.Tx, bool) {
	tx, open := ctx.Value(txKey{db}).(pgx.Tx)
	return tx, open
}

// querier runs single statements: in the transaction of ctx, or alone.
type querier interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

func (db *Database) querier(ctx context.Context) querier {
	if tx, open := db.tx(ctx); open {
		return tx
	}
	return db.pool
}

const uniqueViolation = "23505"

func isUniqueViolation(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == uniqueViolation
}
