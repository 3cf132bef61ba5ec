package store

import (
	"context"

	"example.com/eda/platform/event"
)

// NewFake returns a store whose every aggregate is in the given state.
func NewFake[A any](state A) *Fake[A] { return &Fake[A]{State: state} }

// Fake is an AggregateStore for tests.
type Fake[A any] struct {
	State A
	Saved []event.Event
}

var _ AggregateStore[int] = (*Fake[int])(nil)

// Load returns the state.
func (f *Fake[A]) Load(context.Context, string) (A, event.Version, error) { return f.State, 0, nil }

// Save remembers the events and leaves the state alone.
func (f *Fake[A]) Save(_ context.Context, _ string, _ event.Version, events ...event.Event) error {
	f.Saved = append(f.Saved, events...)
	return nil
}
