// Package memory is a small transactional database for tests: what a committed
// transaction wrote is there, what a rolled back one wrote is not.
package memory

import (
	"context"
	"sync"

	"example.com/eda/platform/transaction"
)

// New returns an empty database.
func New() *Database { return NewWithHooks(func() {}, func() {}) }

// NewWithHooks returns a database that calls before just before a transaction commits and
// after just after. A hook that ends the goroutine stands for a crash at that moment.
func NewWithHooks(before, after func()) *Database {
	return &Database{before: before, after: after}
}

// Database is a transaction.Scope. Transactions run one at a time.
type Database struct {
	mu            sync.Mutex
	before, after func()
}

var _ transaction.Scope = (*Database)(nil)

type key struct{ db *Database }

type tx struct{ undo []func() }

// Within runs work as one transaction; a call inside another joins it.
// Using the database in work with any context but the one given waits for ever.
func (db *Database) Within(ctx context.Context, work func(ctx context.Context) error) error {
	if db.open(ctx) != nil {
		return work(ctx)
	}
	if err := db.run(ctx, db.before, work); err != nil {
		return err
	}
	db.after()
	return nil
}

// Atomically is Within for a single statement: it joins a transaction where there is one, and
// is not a place to crash where there is none.
func (db *Database) Atomically(ctx context.Context, work func(ctx context.Context) error) error {
	if db.open(ctx) != nil {
		return work(ctx)
	}
	return db.run(ctx, func() {}, work)
}

// Open reports whether ctx carries a transaction of this database.
func (db *Database) Open(ctx context.Context) bool { return db.open(ctx) != nil }

func (db *Database) open(ctx context.Context) *tx {
	current, _ := ctx.Value(key{db}).(*tx)
	return current
}

func (db *Database) run(ctx context.Context, before func(), work func(ctx context.Context) error) error {
	db.mu.Lock()
	defer db.mu.Unlock()
	current := &tx{}
	committed := false
	// Deferred, so that a panic or a goroutine that ends half way rolls back too.
	defer func() {
		if !committed {
			current.rollback()
		}
	}()
	if err := work(context.WithValue(ctx, key{db}, current)); err != nil {
		return err
	}
	before()
	committed = true
	return nil
}

func (t *tx) rollback() {
	for i := len(t.undo) - 1; i >= 0; i-- {
		t.undo[i]()
	}
}
