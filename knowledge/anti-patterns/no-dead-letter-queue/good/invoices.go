// Package invoices books the electronic invoices of suppliers.
package invoices

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
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

// Declare creates the queue and the place for what it gives up: after five deliveries, or at once when it is told so.
func Declare(ch Channel) error {
	if err := ch.QueueDeclare("invoices.dead", true, map[string]any{"x-queue-type": "quorum"}); err != nil {
		return fmt.Errorf("declare dead letters: %w", err)
	}
	return ch.QueueDeclare("invoices", true, map[string]any{
		"x-queue-type":              "quorum",
		"x-delivery-limit":          5,
		"x-dead-letter-exchange":    "",
		"x-dead-letter-routing-key": "invoices.dead",
	})
}

// Handle books a document. What may work later goes back to the queue, what never will goes to its dead letters.
func (i Importer) Handle(ctx context.Context, d Delivery) error {
	err := i.book(ctx, d.Body())
	if err == nil {
		return d.Ack()
	}
	return errors.Join(err, d.Nack(!errors.Is(err, errMalformed)))
}

var errMalformed = errors.New("malformed document")

func (i Importer) book(ctx context.Context, body []byte) error {
	var document struct {
		Number string `json:"number"`
		Cents  int64  `json:"cents"`
	}
	if err := json.Unmarshal(body, &document); err != nil {
		return fmt.Errorf("%w: %w", errMalformed, err)
	}
	_, err := i.DB.ExecContext(ctx,
		`INSERT INTO documents (number, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING`, document.Number, document.Cents)
	return err
}
