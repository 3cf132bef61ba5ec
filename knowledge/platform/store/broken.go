package store

import (
	"context"

	"example.com/eda/platform/event"
)

// NewBroken returns a store that fails every call with err.
func NewBroken[A any](err error) AggregateStore[A] { return broken[A]{err} }

type broken[A any] struct{ err error }

var _ AggregateStore[int] = broken[int]{}

func (b broken[A]) Load(context.Context, string) (A, event.Version, error) {
	var none A
	return none, 0, b.err
}

func (b broken[A]) Save(context.Context, string, event.Version, ...event.Event) error { return b.err }
