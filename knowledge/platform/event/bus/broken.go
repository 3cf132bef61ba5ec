package bus

import (
	"context"

	"example.com/eda/platform/event"
)

// NewBroken returns a bus that fails every Publish with err and never delivers.
func NewBroken(err error) event.Bus { return broken{err} }

type broken struct{ err error }

var _ event.Bus = broken{}

func (b broken) Publish(context.Context, event.Event) error { return b.err }

func (broken) Subscribe(event.Event, event.Handler) {}
