// Package event is the vocabulary of telling: an Event is a fact that cannot be
// refused, and whoever wants to may react.
package event

import (
	"context"
	"fmt"
)

// Event is something that happened. Its name is in the past tense.
// ID names the fact, not the delivery: telling the same fact twice gives the same ID.
// Type is called on zero values, so it must not look at fields.
type Event interface {
	ID() string
	Type() string
}

// Publisher tells a fact. A nil error means the transport has it.
type Publisher interface {
	Publish(ctx context.Context, evt Event) error
}

// Handler reacts to one event. It is called again after any error, and may be called
// again after success: at-least-once delivery.
type Handler interface {
	Handle(ctx context.Context, evt Event) error
}

// HandlerFunc lets a function be a Handler.
type HandlerFunc func(ctx context.Context, evt Event) error

// Handle calls f.
func (f HandlerFunc) Handle(ctx context.Context, evt Event) error { return f(ctx, evt) }

// Subscriber delivers every event of evt's type to the handler. Each subscription
// gets its own copy: one that fails does not keep the others from theirs.
type Subscriber interface {
	Subscribe(evt Event, handler Handler)
}

// Bus publishes and delivers.
type Bus interface {
	Publisher
	Subscriber
}

// On subscribes a handler to the events of type E.
func On[E Event](subscriber Subscriber, handle func(ctx context.Context, evt E) error) {
	var zero E
	subscriber.Subscribe(zero, HandlerFunc(func(ctx context.Context, evt Event) error {
		typed, ok := evt.(E)
		if !ok {
			return fmt.Errorf("event: %s arrived as %T, want %T", evt.Type(), evt, zero)
		}
		return handle(ctx, typed)
	}))
}
