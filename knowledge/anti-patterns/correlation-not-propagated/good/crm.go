// Package crm erases customers from the CRM when they ask to be forgotten.
package crm

import (
	"context"
	"fmt"
)

// Message is what travels. Correlation is the same through a whole process, Causation is the message that was answered.
type Message struct {
	ID, Correlation, Causation string
	Type                       string
	Body                       map[string]string
}

// Answer builds a message that belongs to the process of the one it answers. There is no other way to build one here.
func (m Message) Answer(id, kind string, body map[string]string) Message {
	return Message{ID: id, Correlation: m.Correlation, Causation: m.ID, Type: kind, Body: body}
}

// Publisher sends messages.
type Publisher interface {
	Publish(ctx context.Context, msg Message) error
}

// Customers is the CRM's own data.
type Customers interface {
	Erase(ctx context.Context, customerID string) error
}

// Handler does what the erasure process asks for.
type Handler struct {
	Customers Customers
	Replies   Publisher
}

// OnEraseCustomer erases, and says so to the process that asked.
func (h Handler) OnEraseCustomer(ctx context.Context, in Message) error {
	customer := in.Body["customerId"]
	if err := h.Customers.Erase(ctx, customer); err != nil {
		return fmt.Errorf("erase %s: %w", customer, err)
	}
	return h.Replies.Publish(ctx, in.Answer("crm-erased/"+in.Correlation, "DataErased",
		map[string]string{"system": "crm", "customerId": customer}))
}
