// Package checkout checks the guests of a travel group out of a hotel.
package checkout

import (
	"context"
	"sync"

	"example.com/eda/platform/command"
)

// Messages of a group's departure.
type (
	// GroupCheckoutStarted names the guests that are leaving.
	GroupCheckoutStarted struct {
		GroupID string
		Guests  []string
	}
	// GuestCheckedOut says that one of them has paid and handed in the key.
	GuestCheckedOut struct{ GroupID, Guest string }
	// ReleaseBus lets the group's bus leave.
	ReleaseBus struct{ GroupID string }
)

// Type is the name on the wire.
func (ReleaseBus) Type() string { return "ReleaseBus" }

// Manager waits for all guests of a group.
type Manager struct {
	Commands command.Bus

	mu      sync.Mutex
	waiting map[string]map[string]bool // want in-memory-saga-state
}

// OnGroupCheckoutStarted notes who is to be waited for.
func (m *Manager) OnGroupCheckoutStarted(_ context.Context, evt GroupCheckoutStarted) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.waiting == nil {
		m.waiting = map[string]map[string]bool{}
	}
	guests := map[string]bool{}
	for _, guest := range evt.Guests {
		guests[guest] = true
	}
	m.waiting[evt.GroupID] = guests
	return nil
}

// OnGuestCheckedOut releases the bus with the last guest.
func (m *Manager) OnGuestCheckedOut(ctx context.Context, evt GuestCheckedOut) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	guests, known := m.waiting[evt.GroupID]
	if !known {
		return nil
	}
	delete(guests, evt.Guest)
	if len(guests) > 0 {
		return nil
	}
	delete(m.waiting, evt.GroupID)
	return m.Commands.Send(ctx, ReleaseBus{GroupID: evt.GroupID})
}
