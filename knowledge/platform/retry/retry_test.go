package retry

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"
)

func TestBackoff(t *testing.T) {
	busy, refused := errors.New("busy"), Permanent(errors.New("card stolen"))
	cases := map[string]struct {
		answers []error
		want    error
		waits   []time.Duration // upper bounds, which the test's jitter takes
	}{
		"succeeds at once":                     {[]error{nil}, nil, nil},
		"succeeds the third time":              {[]error{busy, busy, nil}, nil, []time.Duration{10, 20}},
		"gives up":                             {[]error{busy, busy, busy, busy}, busy, []time.Duration{10, 20, 25}},
		"does not repeat what cannot be cured": {[]error{refused}, refused, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var waits []time.Duration
			policy := backoff{
				attempts: 4, base: 10, limit: 25,
				wait:   func(_ context.Context, d time.Duration) error { waits = append(waits, d); return nil },
				jitter: func(n int64) int64 { return n - 1 },
			}
			tried := 0
			err := policy.Run(context.Background(), func(context.Context) error { tried++; return c.answers[tried-1] })
			if !errors.Is(err, c.want) || tried != len(c.answers) || !slices.Equal(waits, c.waits) {
				t.Fatalf("err %v, tried %d, waits %v", err, tried, waits)
			}
		})
	}
}

func TestBackoffStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	err := NewBackoff(9, time.Hour, time.Hour).Run(ctx, func(context.Context) error {
		cancel()
		return errors.New("busy")
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
}
