// Package errorhandling lets no exception be the end of a process.
package errorhandling

import (
	"context"
	"fmt"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/retry"
	"example.com/eda/platform/transaction"
)

// Guard is the outermost edge of a handler: it catches everything, because here it can be told to those who wait.
type Guard[C command.Command] struct {
	Scope   transaction.Scope
	Inbox   inbox.Store
	Out     event.Publisher // an outbox
	Retries retry.Policy

	Key    func(cmd C) string                     // the business fact that is answered
	Effect func(ctx context.Context, cmd C) error // changes state and publishes its answer
	Failed func(cmd C, reason error) event.Event  // the answer when there is none
}

// Handle gives each command exactly one answer. What passes is retried; what does not becomes a failure event, which
// takes the place of the success under the same key, so that a redelivery cannot add the other answer later. Only when
// the failure cannot be told either is the error returned, and the message comes again.
func (g Guard[C]) Handle(ctx context.Context, cmd C) error {
	reason := g.Retries.Run(ctx, func(ctx context.Context) error { return g.attempt(ctx, cmd) })
	if reason == nil {
		return nil
	}
	return inbox.Once(ctx, g.Scope, g.Inbox, g.Key(cmd), func(ctx context.Context) error {
		return g.Out.Publish(ctx, g.Failed(cmd, reason))
	})
}

// attempt runs the effect in one transaction. A panic is a failure like any other.
func (g Guard[C]) attempt(ctx context.Context, cmd C) (err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			err = retry.Permanent(fmt.Errorf("panic: %v", panicked))
		}
	}()
	return inbox.Once(ctx, g.Scope, g.Inbox, g.Key(cmd), func(ctx context.Context) error {
		return g.Effect(ctx, cmd)
	})
}
