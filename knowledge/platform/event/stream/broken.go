package stream

import (
	"context"

	"example.com/eda/platform/event"
)

// NewBroken returns a stream that fails every call with err.
func NewBroken(err error) event.Stream { return broken{err} }

type broken struct{ err error }

var _ event.Stream = broken{}

func (b broken) Append(context.Context, string, event.Version, ...event.Event) error { return b.err }

func (b broken) Read(context.Context, string, event.Version) ([]event.Recorded, error) {
	return nil, b.err
}

func (b broken) ReadAll(context.Context, event.Position, int) ([]event.Recorded, error) {
	return nil, b.err
}
