package outbox

import (
	"context"
	"fmt"
	"time"

	"example.com/eda/platform/deadletter"
	"example.com/eda/platform/message"
)

const (
	batch    = 100
	attempts = 5
)

// NewRelay returns a relay from store to publisher. A message that failed five times goes to dead,
// so that one poison row does not hold up the rest.
func NewRelay(store Store, publisher message.Publisher, dead deadletter.Queue) *Relay {
	return &Relay{store: store, publisher: publisher, dead: dead}
}

// Relay publishes what an outbox holds, at least once and in order.
type Relay struct {
	store     Store
	publisher message.Publisher
	dead      deadletter.Queue
}

// Run publishes until ctx ends, looking again after every interval. It returns the error of ctx;
// trouble with the store or the publisher is tried again, not returned.
func (r *Relay) Run(ctx context.Context, interval time.Duration) error {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		// Once leaves behind what it could not publish, so the next tick is the retry.
		_, _ = r.Once(ctx)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
		}
	}
}

// Once publishes one batch and returns how many messages got out. It stops at the first message that
// cannot be published yet, because the ones behind it must not overtake it.
func (r *Relay) Once(ctx context.Context) (int, error) {
	entries, err := r.store.Unpublished(ctx, batch)
	if err != nil {
		return 0, fmt.Errorf("read outbox: %w", err)
	}
	for done, entry := range entries {
		if err := r.publisher.Publish(ctx, entry.Message); err != nil {
			return done, r.failed(ctx, entry, err)
		}
		// Marked only now: a crash in between publishes again, the other order would lose the message.
		if err := r.store.MarkPublished(ctx, entry.Position); err != nil {
			return done, fmt.Errorf("mark %s published: %w", entry.Message.ID, err)
		}
	}
	return len(entries), nil
}

func (r *Relay) failed(ctx context.Context, entry Entry, cause error) error {
	failed := fmt.Errorf("publish %s: %w", entry.Message.ID, cause)
	tried, err := r.store.IncrementAttempts(ctx, entry.Position)
	if err != nil {
		return fmt.Errorf("%w; count attempt: %w", failed, err)
	}
	if tried < attempts {
		return failed
	}
	letter := deadletter.Letter{Message: entry.Message, Consumer: "relay", Attempts: tried, Reason: cause.Error()}
	if err := r.dead.Put(ctx, letter); err != nil {
		return fmt.Errorf("%w; put in dead letters: %w", failed, err)
	}
	if err := r.store.Bury(ctx, entry.Position, cause.Error()); err != nil {
		return fmt.Errorf("%w; bury: %w", failed, err)
	}
	return failed
}
