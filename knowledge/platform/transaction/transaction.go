// Package transaction is the boundary of what one service may change at once.
package transaction

import (
	"context"
	"errors"
)

// Scope runs work as one local transaction of one database: everything work does through
// the context it is given becomes durable together, or not at all when it returns an error.
// Work must use that context, and must not call another service: it may be rolled back, the call not.
type Scope interface {
	Within(ctx context.Context, work func(ctx context.Context) error) error
}

// ErrNone is returned by stores that must share a transaction and were called outside of one.
var ErrNone = errors.New("transaction: none in this context")
