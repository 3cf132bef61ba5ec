// Package readings takes what smart meters measure.
package readings

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

// Reading is what a meter has counted up to a quarter of an hour.
type Reading struct {
	Meter string `json:"meter"`
	Slot  int64  `json:"slot"`
	Wh    int64  `json:"wh"`
}

// Delivery is a message of the queue. What is never acknowledged is delivered again.
type Delivery interface {
	Body() []byte
	Ack() error
	Nack(requeue bool) error
}

// Consumer keeps readings.
type Consumer struct{ DB *sql.DB }

// Handle keeps a reading, then takes it off the queue. What cannot be kept now goes back, what never can goes to the
// dead letters of the queue.
func (c Consumer) Handle(ctx context.Context, d Delivery) error {
	err := c.store(ctx, d.Body())
	if err == nil {
		return d.Ack()
	}
	transient := !errors.Is(err, errMalformed)
	return errors.Join(err, d.Nack(transient))
}

var errMalformed = errors.New("malformed reading")

// store keeps a reading once: after a crash before the ack it is delivered again.
func (c Consumer) store(ctx context.Context, body []byte) error {
	var r Reading
	if err := json.Unmarshal(body, &r); err != nil {
		return fmt.Errorf("%w: %w", errMalformed, err)
	}
	_, err := c.DB.ExecContext(ctx,
		`INSERT INTO readings (meter, slot, wh) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, r.Meter, r.Slot, r.Wh)
	return err
}
