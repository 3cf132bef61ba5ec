// Package bus holds the implementations of command.Bus that need no broker.
package bus

import (
	"context"
	"fmt"
	"sync"

	"example.com/eda/platform/command"
	"example.com/eda/platform/internal/queue"
	"example.com/eda/platform/message"
)

// NewInMemory returns a bus that handles commands one after another, in the order sent.
// The outermost Send returns when the queue is empty, with the errors of all handlers.
// Nothing survives the process: use it in tests and in a single-process start.
func NewInMemory() command.Router {
	return &bus{handlers: map[string]command.Handler{}}
}

type bus struct {
	mu       sync.RWMutex
	handlers map[string]command.Handler
	queue    queue.Queue
}

var _ command.Router = (*bus)(nil)

func (b *bus) Register(cmd command.Command, handler command.Handler) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.handlers[cmd.Type()] = handler
}

func (b *bus) Send(ctx context.Context, cmd command.Command) error {
	b.mu.RLock()
	handler, ok := b.handlers[cmd.Type()]
	b.mu.RUnlock()
	if !ok {
		return fmt.Errorf("%w: %s", command.ErrUnroutable, cmd.Type())
	}
	ctx = message.With(ctx, message.New(ctx, message.Command, cmd))
	return b.queue.Do(func() error {
		if err := handler.Handle(ctx, cmd); err != nil {
			return fmt.Errorf("handle %s: %w", cmd.Type(), err)
		}
		return nil
	})
}
