package operatorpath

import (
	"context"
	"slices"

	"example.com/eda/platform/message"
	"example.com/eda/platform/retry"
)

// Waiting keeps, for each parked key, the messages that wait, in the transaction of its context.
type Waiting interface {
	Get(ctx context.Context, key string) ([]message.Message, bool)
	Put(ctx context.Context, key string, messages []message.Message)
	Delete(ctx context.Context, key string)
}

// Lot parks a whole key instead of one message: behind a message that failed for good, the later ones of the same key
// wait, and all other keys go on.
type Lot struct{ Waiting Waiting }

// Handle handles a message, unless something of its key is parked already. A fault that passes is returned, for the
// caller to retry; a permanent one parks the key.
func (l Lot) Handle(ctx context.Context, key string, msg message.Message, handle message.Publisher) error {
	waiting, parked := l.Waiting.Get(ctx, key)
	if !parked {
		if err := handle.Publish(ctx, msg); err == nil || !retry.IsPermanent(err) {
			return err
		}
	}
	known := slices.ContainsFunc(waiting, func(m message.Message) bool { return m.ID == msg.ID })
	if !known {
		l.Waiting.Put(ctx, key, append(slices.Clone(waiting), msg))
	}
	return nil
}

// Release lets a key go on after the cause is repaired, in order: the one that failed first, and each next only after
// the one before has succeeded. What arrives meanwhile waits behind.
func (l Lot) Release(ctx context.Context, key string, handle message.Publisher) error {
	for {
		waiting, _ := l.Waiting.Get(ctx, key)
		if len(waiting) == 0 {
			l.Waiting.Delete(ctx, key)
			return nil
		}
		if err := handle.Publish(ctx, waiting[0]); err != nil {
			return err
		}
		l.Waiting.Put(ctx, key, slices.Clone(waiting[1:]))
	}
}
