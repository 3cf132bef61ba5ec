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

// Then builds the message that follows from m: the same process, caused by m. There is no other way to build one here.
func (m Message) Then(kind, system string) Message {
	return Message{
		ID:          kind + "/" + system + "/" + m.Correlation,
		Correlation: m.Correlation,
		Causation:   m.ID,
		Type:        kind,
		System:      system,
		Customer:    m.Customer,
	}
}

// Publisher sends messages.
type Publisher interface {
	Publish(ctx context.Context, msg Message) error
}

// Systems are those that know customers.
var Systems = []string{"crm", "billing", "newsletter"}

// Dispatcher asks every system to erase. The process waits for their answers, for thirty days at most.
type Dispatcher struct{ Commands Publisher }

// OnErasureRequested asks all of them, on behalf of this request.
func (d Dispatcher) OnErasureRequested(ctx context.Context, in Message) error {
	for _, system := range Systems {
		if err := d.Commands.Publish(ctx, in.Then("EraseCustomer", system)); err != nil {
			return fmt.Errorf("ask %s: %w", system, err)
		}
	}
	return nil
}
