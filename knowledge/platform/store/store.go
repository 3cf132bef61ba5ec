// Package store loads and saves aggregates: the things that decide and keep a
// business rule, one at a time.
package store

import (
	"context"
	"fmt"

	"example.com/eda/platform/event"
)

// AggregateStore loads an aggregate as its events made it and adds to them.
type AggregateStore[A any] interface {
	// Load returns the aggregate and its version; one that does not exist yet is the
	// initial state at version 0, not an error.
	Load(ctx context.Context, id string) (A, event.Version, error)
	// Save adds events if the aggregate is still at the version that was loaded,
	// and fails with event.ErrConflict otherwise. It joins the transaction of ctx.
	Save(ctx context.Context, id string, loaded event.Version, events ...event.Event) error
}

// Evolve returns the state after evt. It never fails and never looks at anything else:
// what happened has happened.
type Evolve[A any] func(state A, evt event.Event) A

// New returns a store that keeps each aggregate in a stream of its own, named kind-id.
func New[A any](stream event.Stream, kind string, evolve Evolve[A]) AggregateStore[A] {
	return eventSourced[A]{stream: stream, kind: kind, evolve: evolve}
}

type eventSourced[A any] struct {
	stream event.Stream
	kind   string
	evolve Evolve[A]
}

var _ AggregateStore[int] = eventSourced[int]{}

func (s eventSourced[A]) Load(ctx context.Context, id string) (A, event.Version, error) {
	var state A
	history, err := s.stream.Read(ctx, s.kind+"-"+id, 0)
	if err != nil {
		return state, 0, fmt.Errorf("load %s %s: %w", s.kind, id, err)
	}
	var version event.Version
	for _, recorded := range history {
		state, version = s.evolve(state, recorded.Event), recorded.Version
	}
	return state, version, nil
}

func (s eventSourced[A]) Save(ctx context.Context, id string, loaded event.Version, events ...event.Event) error {
	if len(events) == 0 {
		return nil
	}
	if err := s.stream.Append(ctx, s.kind+"-"+id, loaded, events...); err != nil {
		return fmt.Errorf("save %s %s: %w", s.kind, id, err)
	}
	return nil
}
