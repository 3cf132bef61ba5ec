// Package infrastructure connects business code to its surroundings, by interface and in one place.
package infrastructure

import (
	"context"
	"fmt"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/outbox"
	"example.com/eda/platform/transaction"
)

// Ground is everything a module stands on. Only the composition root knows which product is behind each.
type Ground struct {
	Scope    transaction.Scope
	Inbox    inbox.Store
	Outbox   outbox.Writer
	Commands command.Registrar
	Events   event.Subscriber
}

// Module is business code that can be connected.
type Module interface{ Connect(g Ground) }

// Connect is the composition root: the one place where modules and ground meet.
func Connect(g Ground, modules ...Module) {
	for _, module := range modules {
		module.Connect(g)
	}
}

// Checkpoints keeps the position of each subscription, in the transaction of its context.
type Checkpoints interface {
	Get(ctx context.Context, subscription string) (event.Position, bool)
	Put(ctx context.Context, subscription string, at event.Position)
}

// Subscription reads a store from where it left off. Each subscriber has one of its own, with a name of its own.
type Subscription struct {
	Name        string
	Stream      event.Stream
	Scope       transaction.Scope
	Checkpoints Checkpoints
	Handler     event.Handler
}

const batch = 100

// Once handles what is new and returns how much. Effect and checkpoint are one transaction: a crash repeats both or
// neither, so a handler that writes to the same database takes effect exactly once.
func (s Subscription) Once(ctx context.Context) (int, error) {
	after, _ := s.Checkpoints.Get(ctx, s.Name)
	recorded, err := s.Stream.ReadAll(ctx, after, batch)
	if err != nil {
		return 0, fmt.Errorf("%s: read: %w", s.Name, err)
	}
	for done, r := range recorded {
		err := s.Scope.Within(ctx, func(ctx context.Context) error {
			if err := s.Handler.Handle(ctx, r.Event); err != nil {
				return err
			}
			s.Checkpoints.Put(ctx, s.Name, r.Position)
			return nil
		})
		if err != nil {
			return done, fmt.Errorf("%s: %s: %w", s.Name, r.Event.ID(), err)
		}
	}
	return len(recorded), nil
}
