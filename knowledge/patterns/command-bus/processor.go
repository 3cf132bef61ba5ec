// Package commandbus keeps commands in a durable log and handles each, in order, at least once.
package commandbus

import (
	"context"
	"fmt"

	"example.com/eda/platform/command"
	"example.com/eda/platform/deadletter"
	"example.com/eda/platform/message"
	"example.com/eda/platform/retry"
)

// Log keeps commands in the order they were accepted.
type Log interface {
	Append(ctx context.Context, msg message.Message) error
	// After returns the first message behind a position, and its position.
	After(ctx context.Context, position int64) (message.Message, int64, bool)
}

// Positions remembers how far a processor has come.
type Positions interface {
	Get(ctx context.Context, processor string) (int64, bool)
	Put(ctx context.Context, processor string, position int64)
}

// Bus is a command.Bus: accepted means stored.
type Bus struct{ log Log }

var _ command.Bus = Bus{}

// NewBus returns a bus that appends to log.
func NewBus(log Log) Bus { return Bus{log: log} }

// Send returns when the command would survive a crash. What becomes of it is told by an event.
func (b Bus) Send(ctx context.Context, cmd command.Command) error {
	return b.log.Append(ctx, message.New(ctx, message.Command, cmd))
}

// Processor hands each command to its one handler.
type Processor struct {
	Name      string
	Log       Log
	Positions Positions
	Handler   command.Handler
	Retries   retry.Policy
	Dead      deadletter.Queue
}

// Once handles the next command and reports whether there was one. The position moves last: a crash before that
// handles the command again, which the handler recognises; a crash after it could only repeat nothing.
func (p Processor) Once(ctx context.Context) (bool, error) {
	at, _ := p.Positions.Get(ctx, p.Name)
	msg, position, ok := p.Log.After(ctx, at)
	if !ok {
		return false, nil
	}
	err := p.Retries.Run(ctx, func(ctx context.Context) error {
		return p.Handler.Handle(message.With(ctx, msg), msg.Body)
	})
	if err != nil {
		// Parked with its reason, so that one command nobody can handle does not stop all behind it.
		letter := deadletter.Letter{Message: msg, Consumer: p.Name, Reason: err.Error()}
		if err := p.Dead.Put(ctx, letter); err != nil {
			return false, fmt.Errorf("park %s: %w", msg.ID, err)
		}
	}
	p.Positions.Put(ctx, p.Name, position)
	return true, nil
}
