package bus

import (
	"context"

	"example.com/eda/platform/command"
)

// NewBroken returns a bus that refuses every command with err.
func NewBroken(err error) command.Bus { return broken{err} }

type broken struct{ err error }

var _ command.Bus = broken{}

func (b broken) Send(context.Context, command.Command) error { return b.err }
