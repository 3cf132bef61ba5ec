package prescriptions

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// ErrRefused is the broker's last word on a message: no repetition will make it smaller or better formed.
var ErrRefused = errors.New("message refused")

// Prescribed is an event as it lies in the outbox.
type Prescribed struct{ Key, Body string }

// ID names the fact.
func (e Prescribed) ID() string { return e.Key }

// Type is the name on the wire.
func (Prescribed) Type() string { return "Prescribed" }

// Relay empties the outbox. One instance runs at a time; run Once every second.
type Relay struct {
	DB      *sql.DB
	Publish func(ctx context.Context, evt Prescribed) error
}

// Once publishes what is waiting, in order, at least once. What the broker refuses is parked for a person to look at; any
// other failure ends this round, and the row waits for the next one, for as long as it takes.
func (r Relay) Once(ctx context.Context) error {
	for {
		var position int64
		var evt Prescribed
		err := r.DB.QueryRowContext(ctx,
			`SELECT position, id, body FROM outbox WHERE state = 'waiting' ORDER BY position LIMIT 1`,
		).Scan(&position, &evt.Key, &evt.Body)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read outbox: %w", err)
		}
		state := "sent"
		switch err := r.Publish(ctx, evt); {
		case errors.Is(err, ErrRefused):
			state = "parked"
		case err != nil:
			return fmt.Errorf("publish %s: %w", evt.Key, err)
		}
		if _, err := r.DB.ExecContext(ctx, `UPDATE outbox SET state = $2 WHERE position = $1`, position, state); err != nil {
			return fmt.Errorf("mark %s: %w", evt.Key, err)
		}
	}
}

// Backlog is what an alarm looks at: how many wait, how long the oldest has waited, and how many need a person.
type Backlog struct {
	Waiting, Parked int
	Oldest          time.Duration
}

// Backlog measures the outbox.
func (r Relay) Backlog(ctx context.Context, now time.Time) (backlog Backlog, err error) {
	for query, into := range map[string]*int{
		`SELECT count(*) FROM outbox WHERE state = 'waiting'`: &backlog.Waiting,
		`SELECT count(*) FROM outbox WHERE state = 'parked'`:  &backlog.Parked,
	} {
		if err := r.DB.QueryRowContext(ctx, query).Scan(into); err != nil {
			return Backlog{}, fmt.Errorf("backlog: %w", err)
		}
	}
	if backlog.Waiting == 0 {
		return backlog, nil
	}
	var created int64
	err = r.DB.QueryRowContext(ctx,
		`SELECT created FROM outbox WHERE state = 'waiting' ORDER BY position LIMIT 1`).Scan(&created)
	backlog.Oldest = now.Sub(time.Unix(created, 0))
	return backlog, err
}

// Housekeeping keeps the outbox small: what is sent may go after a week, nothing else.
func (r Relay) Housekeeping(ctx context.Context, now time.Time) error {
	_, err := r.DB.ExecContext(ctx,
		`DELETE FROM outbox WHERE state = 'sent' AND created < $1`, now.Add(-7*24*time.Hour).Unix())
	return err
}
