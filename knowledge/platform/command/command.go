// Package command is the vocabulary of asking: a Command goes to exactly one
// Handler, which may refuse.
package command

import (
	"context"
	"errors"
	"fmt"
)

// Command asks one module to do something. Its name is an imperative.
// Type is called on zero values, so it must not look at fields.
type Command interface{ Type() string }

// Bus takes a command on its way. A nil error means accepted, not done.
type Bus interface {
	Send(ctx context.Context, cmd Command) error
}

// Handler does what one command asks. It is called again after any error, and
// may be called again after success: at-least-once delivery.
type Handler interface {
	Handle(ctx context.Context, cmd Command) error
}

// HandlerFunc lets a function be a Handler.
type HandlerFunc func(ctx context.Context, cmd Command) error

// Handle calls f.
func (f HandlerFunc) Handle(ctx context.Context, cmd Command) error { return f(ctx, cmd) }

// Registrar routes every command of cmd's type to one handler.
type Registrar interface {
	Register(cmd Command, handler Handler)
}

// Router is a Bus that also knows the handlers.
type Router interface {
	Bus
	Registrar
}

// ErrUnroutable is returned for a command that nobody handles.
var ErrUnroutable = errors.New("command: no handler")

// On registers a handler for the commands of type C.
func On[C Command](registrar Registrar, handle func(ctx context.Context, cmd C) error) {
	var zero C
	registrar.Register(zero, HandlerFunc(func(ctx context.Context, cmd Command) error {
		typed, ok := cmd.(C)
		if !ok {
			return fmt.Errorf("command: %s arrived as %T, want %T", cmd.Type(), cmd, zero)
		}
		return handle(ctx, typed)
	}))
}
