package outbox

import (
	"context"

	"example.com/eda/platform/message"
)

// NewBroken returns an outbox that fails every call with err.
func NewBroken(err error) Store { return broken{err} }

type broken struct{ err error }

var _ Store = broken{}

func (b broken) Save(context.Context, ...message.Message) error { return b.err }

func (b broken) Unpublished(context.Context, int) ([]Entry, error) { return nil, b.err }

func (b broken) MarkPublished(context.Context, ...int64) error { return b.err }

func (b broken) IncrementAttempts(context.Context, int64) (int, error) { return 0, b.err }

func (b broken) Bury(context.Context, int64, string) error { return b.err }
