package store

import (
	"context"
	"fmt"

	"example.com/eda/platform/event"
	"example.com/eda/platform/transaction"
)

// Execute lets one aggregate decide, saves its events and publishes them, all in one transaction: out is
// an outbox. No events is a decision too: there is nothing (any more) to do. An event.ErrConflict means that
// another decision came first; handling the message again decides on the new state.
func Execute[A any](
	ctx context.Context,
	scope transaction.Scope,
	aggregates AggregateStore[A],
	out event.Publisher,
	id string,
	decide func(state A) []event.Event,
) error {
	return scope.Within(ctx, func(ctx context.Context) error {
		state, loaded, err := aggregates.Load(ctx, id)
		if err != nil {
			return err
		}
		events := decide(state)
		if err := aggregates.Save(ctx, id, loaded, events...); err != nil {
			return err
		}
		for _, evt := range events {
			if err := out.Publish(ctx, evt); err != nil {
				return fmt.Errorf("publish %s: %w", evt.Type(), err)
			}
		}
		return nil
	})
}
