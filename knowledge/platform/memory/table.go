package memory

import (
	"context"
	"slices"
)

// NewTable returns an empty table of db.
func NewTable[K comparable, V any](db *Database) *Table[K, V] {
	return &Table[K, V]{db: db, rows: map[K]V{}}
}

// Table keeps one value per key, in the order the keys first came.
type Table[K comparable, V any] struct {
	db   *Database
	rows map[K]V
	keys []K
}

// Get returns the value of key.
func (t *Table[K, V]) Get(ctx context.Context, key K) (value V, ok bool) {
	t.locked(ctx, func(*tx) { value, ok = t.rows[key] })
	return value, ok
}

// Put sets the value of key.
func (t *Table[K, V]) Put(ctx context.Context, key K, value V) {
	t.locked(ctx, func(current *tx) {
		old, had := t.rows[key]
		keys := t.keys
		current.undo = append(current.undo, func() {
			t.keys = keys
			if had {
				t.rows[key] = old
			} else {
				delete(t.rows, key)
			}
		})
		t.rows[key] = value
		if !had {
			t.keys = append(t.keys, key)
		}
	})
}

// Delete removes key.
func (t *Table[K, V]) Delete(ctx context.Context, key K) {
	t.locked(ctx, func(current *tx) {
		old, had := t.rows[key]
		if !had {
			return
		}
		keys := t.keys
		current.undo = append(current.undo, func() { t.keys, t.rows[key] = keys, old })
		delete(t.rows, key)
		t.keys = slices.DeleteFunc(slices.Clone(t.keys), func(k K) bool { return k == key })
	})
}

// Len returns the number of keys.
func (t *Table[K, V]) Len(ctx context.Context) (n int) {
	t.locked(ctx, func(*tx) { n = len(t.keys) })
	return n
}

// Keys returns the keys, oldest first.
func (t *Table[K, V]) Keys(ctx context.Context) (keys []K) {
	t.locked(ctx, func(*tx) { keys = slices.Clone(t.keys) })
	return keys
}

// Values returns the values, oldest key first.
func (t *Table[K, V]) Values(ctx context.Context) (values []V) {
	t.locked(ctx, func(*tx) {
		for _, key := range t.keys {
			values = append(values, t.rows[key])
		}
	})
	return values
}

func (t *Table[K, V]) locked(ctx context.Context, work func(current *tx)) {
	if current := t.db.open(ctx); current != nil {
		work(current)
		return
	}
	t.db.mu.Lock()
	defer t.db.mu.Unlock()
	work(&tx{})
}
