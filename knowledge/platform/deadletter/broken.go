package deadletter

import "context"

// NewBroken returns a queue that fails every call with err.
func NewBroken(err error) Queue { return broken{err} }

type broken struct{ err error }

var _ Queue = broken{}

func (b broken) Put(context.Context, Letter) error { return b.err }

func (b broken) List(context.Context) ([]Letter, error) { return nil, b.err }

func (b broken) Remove(context.Context, Letter) error { return b.err }
