package stream

import (
	"context"
	"slices"
	"sync"

	"example.com/eda/platform/event"
)

// NewFake returns a stream that already holds the given events, in the stream named name.
func NewFake(name string, given ...event.Event) *Fake {
	f := &Fake{}
	f.add(name, given)
	f.given = len(f.recorded)
	return f
}

// Fake is an event.Stream for tests: given these events, when …, then Appended.
type Fake struct {
	mu       sync.Mutex
	recorded []event.Recorded
	given    int
}

var _ event.Stream = (*Fake)(nil)

// Append adds the events without looking at the version.
func (f *Fake) Append(_ context.Context, name string, _ event.Version, events ...event.Event) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.add(name, events)
	return nil
}

// Read returns the events of one stream after a version.
func (f *Fake) Read(_ context.Context, name string, after event.Version) ([]event.Recorded, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var found []event.Recorded
	for _, recorded := range f.recorded {
		if recorded.Stream == name && recorded.Version > after {
			found = append(found, recorded)
		}
	}
	return found, nil
}

// ReadAll returns events after a position.
func (f *Fake) ReadAll(_ context.Context, after event.Position, limit int) ([]event.Recorded, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	from := min(int(after.Sequence), len(f.recorded))
	return slices.Clone(f.recorded[from:min(from+limit, len(f.recorded))]), nil
}

// Appended returns what was appended after the given events.
func (f *Fake) Appended() []event.Event {
	f.mu.Lock()
	defer f.mu.Unlock()
	var events []event.Event
	for _, recorded := range f.recorded[f.given:] {
		events = append(events, recorded.Event)
	}
	return events
}

func (f *Fake) add(name string, events []event.Event) {
	var version event.Version
	for _, recorded := range f.recorded {
		if recorded.Stream == name {
			version = recorded.Version
		}
	}
	for _, evt := range events {
		version++
		position := event.Position{Sequence: uint64(len(f.recorded)) + 1}
		f.recorded = append(f.recorded, event.Recorded{Stream: name, Version: version, Position: position, Event: evt})
	}
}
