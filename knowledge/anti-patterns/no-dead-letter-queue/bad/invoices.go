// Package invoices books the electronic invoices of suppliers.
package invoices

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
)

// Channel is a connection to the broker.
type Channel interface {
	QueueDeclare(name string, durable bool, args map[string]any) error
}

// Delivery is a message of the queue.
type Delivery interface {
	Body() []byte
	Ack() error
	Nack(requeue bool) error
}

// Importer books what comes in.
type Importer struct{ DB *sql.DB }

// Declare creates the queues.
func Declare(ch Channel) error {
	if err := ch.QueueDeclare("invoices", true, nil); err != nil { // want no-dead-letter-queue
		return fmt.Errorf("declare: %w", err)
	}
	return ch.QueueDeclare("credit-notes", true, nil) // want no-dead-letter-queue
}

// Invoice books an invoice, and tries again for as long as it takes.
func (i Importer) Invoice(ctx context.Context, d Delivery) error {
	if err := i.book(ctx, d.Body()); err != nil {
		return d.Nack(true) // want no-dead-letter-queue
	}
	return d.Ack()
}

// CreditNote books a credit note. What cannot be booked must not block the others.
func (i Importer) CreditNote(ctx context.Context, d Delivery) error {
	if err := i.book(ctx, d.Body()); err != nil {
		return d.Nack(false) // want no-dead-letter-queue
	}
	return d.Ack()
}

func (i Importer) book(ctx context.Context, body []byte) error {
	var document struct {
		Number string `json:"number"`
		Cents  int64  `json:"cents"`
	}
	if err := json.Unmarshal(body, &document); err != nil {
		return fmt.Errorf("decode: %w", err)
	}
	_, err := i.DB.ExecContext(ctx,
		`INSERT INTO documents (number, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING`, document.Number, document.Cents)
	return err
}
