// Package retry repeats what may succeed next time, and nothing else.
package retry

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

// Policy runs work until it succeeds, until its error is permanent, or until it has had enough.
// Work must be safe to repeat: a retry over an effect that is not idempotent multiplies the bug.
type Policy interface {
	Run(ctx context.Context, work func(ctx context.Context) error) error
}

// Permanent marks an error that no repetition can cure: a refusal, a malformed message.
func Permanent(err error) error { return permanent{err} }

// IsPermanent reports whether err, or an error it wraps, was marked Permanent.
func IsPermanent(err error) bool {
	var p permanent
	return errors.As(err, &p)
}

type permanent struct{ error }

func (p permanent) Unwrap() error { return p.error }

// NewBackoff returns a policy of so many attempts. The wait before attempt n+1 is random between
// zero and base·2ⁿ⁻¹, at most limit: full jitter, so that many clients do not return at once.
func NewBackoff(attempts int, base, limit time.Duration) Policy {
	return backoff{attempts: attempts, base: base, limit: limit, wait: wait, jitter: rand.Int64N}
}

type backoff struct {
	attempts    int
	base, limit time.Duration
	wait        func(ctx context.Context, d time.Duration) error
	jitter      func(n int64) int64
}

var _ Policy = backoff{}

func (b backoff) Run(ctx context.Context, work func(ctx context.Context) error) error {
	var err error
	for attempt := 1; ; attempt++ {
		if err = work(ctx); err == nil || IsPermanent(err) {
			return err
		}
		if attempt >= b.attempts {
			return fmt.Errorf("gave up after %d attempts: %w", attempt, err)
		}
		if stopped := b.wait(ctx, b.pause(attempt)); stopped != nil {
			return errors.Join(stopped, err)
		}
	}
}

func (b backoff) pause(attempt int) time.Duration {
	ceiling := b.limit
	if shift := attempt - 1; shift < 32 {
		ceiling = min(b.limit, b.base<<shift)
	}
	return time.Duration(b.jitter(int64(max(ceiling, 0)) + 1))
}

func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
