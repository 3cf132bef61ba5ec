// Package bus holds the implementations of event.Bus that need no broker.
package bus

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"example.com/eda/platform/event"
	"example.com/eda/platform/internal/queue"
	"example.com/eda/platform/message"
)

// NewInMemory returns a bus that delivers events one after another, in the order published.
// The outermost Publish returns when the queue is empty, with the errors of all handlers.
// Nothing survives the process: use it in tests and in a single-process start.
func NewInMemory() event.Bus {
	return &bus{handlers: map[string][]event.Handler{}}
}

type bus struct {
	mu       sync.RWMutex
	handlers map[string][]event.Handler
	queue    queue.Queue
}

var _ event.Bus = (*bus)(nil)

func (b *bus) Subscribe(evt event.Event, handler event.Handler) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.handlers[evt.Type()] = append(b.handlers[evt.Type()], handler)
}

func (b *bus) Publish(ctx context.Context, evt event.Event) error {
	b.mu.RLock()
	handlers := slices.Clone(b.handlers[evt.Type()])
	b.mu.RUnlock()
	ctx = message.With(ctx, message.New(ctx, message.Event, evt))
	return b.queue.Do(func() error {
		var failures []error
		for _, handler := range handlers {
			if err := handler.Handle(ctx, evt); err != nil {
				failures = append(failures, fmt.Errorf("handle %s: %w", evt.Type(), err))
			}
		}
		return errors.Join(failures...)
	})
}
