// Package inbox makes handling a message and remembering that it was handled one write.
package inbox

import (
	"context"
	"fmt"

	"example.com/eda/platform/memory"
	"example.com/eda/platform/transaction"
)

// Store remembers keys.
type Store interface {
	// Accept remembers key in the transaction of ctx and reports whether it was new.
	// It fails with transaction.ErrNone outside of one: a key remembered apart from its
	// effect is a lost effect after the next crash.
	Accept(ctx context.Context, key string) (bool, error)
}

// Once runs effect in a transaction unless key was accepted before. The key names the business
// fact ("payment of order 17"), not the delivery: message ids change when a sender sends again.
func Once(ctx context.Context, scope transaction.Scope, store Store, key string, effect func(ctx context.Context) error) error {
	return scope.Within(ctx, func(ctx context.Context) error {
		first, err := store.Accept(ctx, key)
		if err != nil {
			return fmt.Errorf("accept %s: %w", key, err)
		}
		if !first {
			return nil
		}
		return effect(ctx)
	})
}

// NewInMemory returns an inbox kept in db, beside the effects it guards.
func NewInMemory(db *memory.Database) Store {
	return &inMemory{db: db, keys: memory.NewTable[string, struct{}](db)}
}

type inMemory struct {
	db   *memory.Database
	keys *memory.Table[string, struct{}]
}

var _ Store = (*inMemory)(nil)

func (s *inMemory) Accept(ctx context.Context, key string) (bool, error) {
	if !s.db.Open(ctx) {
		return false, transaction.ErrNone
	}
	if _, seen := s.keys.Get(ctx, key); seen {
		return false, nil
	}
	s.keys.Put(ctx, key, struct{}{})
	return true, nil
}
