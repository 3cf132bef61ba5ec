// Package erasure has customers forgotten by all systems when they ask for it.
package erasure

import (
	"context"
	"fmt"
)

// Message is what travels. Correlation is the same through a whole process, Causation is the message that was answered.
type Message struct {
	ID, Correlation, Causation string
	Type, System, Customer     string
}

// Publisher sends messages.
type Publisher interface {
	Publish(ctx context.Context, msg Message) error
}

// Systems are those that know customers.
var Systems = []string{"crm", "billing", "newsletter"}

// Dispatcher asks every system to erase. The process waits for their answers, for thirty days at most.
type Dispatcher struct{ Commands Publisher }

// OnErasureRequested asks all of them.
func (d Dispatcher) OnErasureRequested(ctx context.Context, in Message) error {
	for _, system := range Systems {
		ask := Message{ID: "erase/" + system + "/" + in.Customer, Type: "EraseCustomer", System: system, Customer: in.Customer} // want correlation-not-propagated
		if err := d.Commands.Publish(ctx, ask); err != nil {
			return fmt.Errorf("ask %s: %w", system, err)
		}
	}
	return nil
}
