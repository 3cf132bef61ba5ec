// Package readings takes what smart meters measure.
package readings

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"log/slog"
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

// Live takes a reading off the queue at once, so that the broker does not send it again while we are at work.
func (c Consumer) Live(ctx context.Context, d Delivery) error {
	if err := d.Ack(); err != nil { // want acknowledge-before-processing
		return fmt.Errorf("ack: %w", err)
	}
	return c.store(ctx, d.Body())
}

// Backfill keeps readings of a meter that was offline.
func (c Consumer) Backfill(ctx context.Context, d Delivery) error {
	if err := c.store(ctx, d.Body()); err != nil {
		slog.Error("reading not stored", "error", err)
	}
	return d.Ack() // want acknowledge-before-processing
}

func (c Consumer) store(ctx context.Context, body []byte) error {
	var r Reading
	if err := json.Unmarshal(body, &r); err != nil {
		return fmt.Errorf("decode: %w", err)
	}
	_, err := c.DB.ExecContext(ctx,
		`INSERT INTO readings (meter, slot, wh) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, r.Meter, r.Slot, r.Wh)
	return err
}
