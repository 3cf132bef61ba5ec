// Package retrypolicies repeats what may succeed next time, for as long as somebody still waits for it.
package retrypolicies

import (
	"context"
	"errors"
	"fmt"
	"time"

	"example.com/eda/platform/retry"
)

// Policy is a value: how often, how patiently, and how long altogether.
type Policy struct {
	Attempts int
	Base     time.Duration // the most the first pause may last; it doubles from there
	Cap      time.Duration // the most any pause may last
	Budget   time.Duration // all pauses together, shorter than the deadline of the step
}

// Pauses returns the pauses between attempts. Each is random between nothing and its ceiling (full jitter), so that
// clients that failed together do not come back together; random returns a number from 0 up to 1.
func (p Policy) Pauses(random func() float64) []time.Duration {
	var pauses []time.Duration
	spent, ceiling := time.Duration(0), p.Base
	for range max(p.Attempts-1, 0) {
		pause := time.Duration(random() * float64(min(ceiling, p.Cap)))
		if spent += pause; spent > p.Budget {
			break
		}
		pauses = append(pauses, pause)
		ceiling = min(ceiling*2, p.Cap)
	}
	return pauses
}

// Run works until it succeeds, until the error is a final no, or until the pauses are used up.
func (p Policy) Run(ctx context.Context, c Clock, work func(ctx context.Context) error) error {
	pauses := p.Pauses(c.Random)
	for attempt := 0; ; attempt++ {
		err := work(ctx)
		if err == nil || retry.IsPermanent(err) {
			return err
		}
		if attempt == len(pauses) {
			return fmt.Errorf("gave up after %d attempts: %w", attempt+1, err)
		}
		if stopped := c.Sleep(ctx, pauses[attempt]); stopped != nil {
			return errors.Join(stopped, err)
		}
	}
}

// Clock is what a test replaces.
type Clock struct {
	Random func() float64
	Sleep  func(ctx context.Context, d time.Duration) error
}
