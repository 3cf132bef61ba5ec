// Package deadletter keeps what could not be handled, with the reason, until somebody has looked.
// A dead letter of a process is a process that stands still: alert on it.
package deadletter

import (
	"context"
	"fmt"

	"example.com/eda/platform/memory"
	"example.com/eda/platform/message"
)

// Letter is a message somebody gave up on.
type Letter struct {
	Message  message.Message
	Consumer string // who gave up
	Attempts int
	Reason   string
}

// Queue keeps letters. A message that is put twice by the same consumer is kept once.
type Queue interface {
	Put(ctx context.Context, letter Letter) error
	List(ctx context.Context) ([]Letter, error)
	// Remove forgets a letter, once it was replayed or written off.
	Remove(ctx context.Context, letter Letter) error
}

// Replay publishes every letter again, after the cause was repaired, and returns how many.
// It removes a letter only after it is out: handlers must be safe to repeat.
func Replay(ctx context.Context, queue Queue, publisher message.Publisher) (int, error) {
	letters, err := queue.List(ctx)
	if err != nil {
		return 0, fmt.Errorf("list dead letters: %w", err)
	}
	for done, letter := range letters {
		if err := publisher.Publish(ctx, letter.Message); err != nil {
			return done, fmt.Errorf("replay %s: %w", letter.Message.ID, err)
		}
		if err := queue.Remove(ctx, letter); err != nil {
			return done, fmt.Errorf("remove %s: %w", letter.Message.ID, err)
		}
	}
	return len(letters), nil
}

// NewInMemory returns a queue kept in db.
func NewInMemory(db *memory.Database) Queue {
	return inMemory{letters: memory.NewTable[key, Letter](db)}
}

type key struct{ consumer, id string }

type inMemory struct{ letters *memory.Table[key, Letter] }

var _ Queue = inMemory{}

func (q inMemory) Put(ctx context.Context, letter Letter) error {
	q.letters.Put(ctx, key{letter.Consumer, letter.Message.ID}, letter)
	return nil
}

func (q inMemory) List(ctx context.Context) ([]Letter, error) { return q.letters.Values(ctx), nil }

func (q inMemory) Remove(ctx context.Context, letter Letter) error {
	q.letters.Delete(ctx, key{letter.Consumer, letter.Message.ID})
	return nil
}
