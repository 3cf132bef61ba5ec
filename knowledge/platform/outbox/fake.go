package outbox

import (
	"context"
	"slices"
	"sync"

	"example.com/eda/platform/message"
)

// NewFake returns an outbox that wants no transaction and remembers everything.
func NewFake() *Fake { return &Fake{published: map[int64]bool{}, attempts: map[int64]int{}} }

// Fake is a Store for tests.
type Fake struct {
	mu        sync.Mutex
	saved     []message.Message
	published map[int64]bool
	attempts  map[int64]int
}

var _ Store = (*Fake)(nil)

// Save remembers the messages.
func (f *Fake) Save(_ context.Context, messages ...message.Message) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.saved = append(f.saved, messages...)
	return nil
}

// Saved returns every message ever saved, oldest first.
func (f *Fake) Saved() []message.Message {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.saved)
}

// Unpublished returns what is neither published nor buried.
func (f *Fake) Unpublished(_ context.Context, limit int) ([]Entry, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var entries []Entry
	for i, msg := range f.saved {
		position := int64(i) + 1
		if !f.published[position] && len(entries) < limit {
			entries = append(entries, Entry{Position: position, Attempts: f.attempts[position], Message: msg})
		}
	}
	return entries, nil
}

// MarkPublished takes entries out of Unpublished.
func (f *Fake) MarkPublished(_ context.Context, positions ...int64) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, position := range positions {
		f.published[position] = true
	}
	return nil
}

// IncrementAttempts counts a failed try.
func (f *Fake) IncrementAttempts(_ context.Context, position int64) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.attempts[position]++
	return f.attempts[position], nil
}

// Bury takes an entry out of Unpublished.
func (f *Fake) Bury(ctx context.Context, position int64, _ string) error {
	return f.MarkPublished(ctx, position)
}
