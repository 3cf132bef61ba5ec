package bus

import (
	"context"
	"slices"
	"sync"

	"example.com/eda/platform/command"
)

// NewFake returns a bus that remembers what was sent and handles nothing.
func NewFake() *Fake { return &Fake{} }

// Fake is a command.Bus for tests.
type Fake struct {
	mu   sync.Mutex
	sent []command.Command
}

var _ command.Bus = (*Fake)(nil)

// Send remembers cmd.
func (f *Fake) Send(_ context.Context, cmd command.Command) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sent = append(f.sent, cmd)
	return nil
}

// Sent returns what was sent, oldest first.
func (f *Fake) Sent() []command.Command {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.sent)
}
