package bus

import (
	"context"
	"slices"
	"sync"

	"example.com/eda/platform/event"
)

// NewFake returns a bus that remembers what was published and delivers nothing.
func NewFake() *Fake { return &Fake{} }

// Fake is an event.Bus for tests.
type Fake struct {
	mu        sync.Mutex
	published []event.Event
}

var _ event.Bus = (*Fake)(nil)

// Publish remembers evt.
func (f *Fake) Publish(_ context.Context, evt event.Event) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.published = append(f.published, evt)
	return nil
}

// Subscribe does nothing.
func (f *Fake) Subscribe(event.Event, event.Handler) {}

// Published returns what was published, oldest first.
func (f *Fake) Published() []event.Event {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.published)
}
