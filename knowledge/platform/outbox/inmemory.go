package outbox

import (
	"context"

	"example.com/eda/platform/memory"
	"example.com/eda/platform/message"
	"example.com/eda/platform/transaction"
)

// NewInMemory returns an outbox kept in db, beside the state it speaks for.
func NewInMemory(db *memory.Database) Store {
	return &inMemory{
		db:      db,
		entries: memory.NewTable[int64, Entry](db),
		last:    memory.NewTable[string, int64](db),
	}
}

type inMemory struct {
	db      *memory.Database
	entries *memory.Table[int64, Entry]
	last    *memory.Table[string, int64]
}

var _ Store = (*inMemory)(nil)

func (s *inMemory) Save(ctx context.Context, messages ...message.Message) error {
	if !s.db.Open(ctx) {
		return transaction.ErrNone
	}
	for _, msg := range messages {
		position, _ := s.last.Get(ctx, "position")
		position++
		s.last.Put(ctx, "position", position)
		s.entries.Put(ctx, position, Entry{Position: position, Message: msg})
	}
	return nil
}

func (s *inMemory) Unpublished(ctx context.Context, limit int) ([]Entry, error) {
	entries := s.entries.Values(ctx)
	return entries[:min(limit, len(entries))], nil
}

func (s *inMemory) MarkPublished(ctx context.Context, positions ...int64) error {
	for _, position := range positions {
		s.entries.Delete(ctx, position)
	}
	return nil
}

func (s *inMemory) IncrementAttempts(ctx context.Context, position int64) (int, error) {
	entry, ok := s.entries.Get(ctx, position)
	if !ok {
		return 0, nil
	}
	entry.Attempts++
	s.entries.Put(ctx, position, entry)
	return entry.Attempts, nil
}

func (s *inMemory) Bury(ctx context.Context, position int64, _ string) error {
	s.entries.Delete(ctx, position)
	return nil
}
