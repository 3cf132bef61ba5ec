package retry

import "context"

// NewBroken returns a policy that fails with err without trying.
func NewBroken(err error) Policy { return broken{err} }

type broken struct{ err error }

var _ Policy = broken{}

func (b broken) Run(context.Context, func(ctx context.Context) error) error { return b.err }
