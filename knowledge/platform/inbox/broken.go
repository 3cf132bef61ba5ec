package inbox

import "context"

// NewBroken returns an inbox that fails every call with err.
func NewBroken(err error) Store { return broken{err} }

type broken struct{ err error }

var _ Store = broken{}

func (b broken) Accept(context.Context, string) (bool, error) { return false, b.err }
