package retrypolicies_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	rp "example.com/eda/patterns/retry-policies"
	"example.com/eda/platform/retry"
)

const second = time.Second

func TestPausesGrowUpToTheCapAndTheBudget(t *testing.T) {
	always := func() float64 { return 1 }
	cases := map[string]struct {
		policy rp.Policy
		want   []time.Duration
	}{
		"doubling":          {rp.Policy{Attempts: 4, Base: second, Cap: time.Minute, Budget: time.Hour}, []time.Duration{second, 2 * second, 4 * second}},
		"capped":            {rp.Policy{Attempts: 5, Base: second, Cap: 3 * second, Budget: time.Hour}, []time.Duration{second, 2 * second, 3 * second, 3 * second}},
		"within the budget": {rp.Policy{Attempts: 9, Base: second, Cap: time.Minute, Budget: 5 * second}, []time.Duration{second, 2 * second}},
		"once":              {rp.Policy{Attempts: 1, Base: second, Cap: second, Budget: second}, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := c.policy.Pauses(always); !reflect.DeepEqual(got, c.want) {
				t.Fatalf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestJitterSpreadsTheClients(t *testing.T) {
	policy := rp.Policy{Attempts: 2, Base: second, Cap: second, Budget: time.Hour}
	random := rand.New(rand.NewPCG(1, 2))
	seen := map[time.Duration]bool{}
	for range 100 {
		for _, pause := range policy.Pauses(random.Float64) {
			seen[pause] = true
		}
	}
	if len(seen) < 90 {
		t.Fatalf("100 clients come back at only %d moments", len(seen))
	}
}

func TestRun(t *testing.T) {
	declined, down := errors.New("declined"), errors.New("down")
	cases := map[string]struct {
		answers  []error
		wantErr  string
		attempts int
	}{
		"passes":          {[]error{down, down, nil}, "", 3},
		"a refusal stays": {[]error{retry.Permanent(declined)}, "declined", 1},
		"gives up":        {[]error{down, down, down, nil}, "gave up after 3 attempts: down", 3},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			attempts := 0
			clock := rp.Clock{Random: func() float64 { return 0.5 }, Sleep: func(context.Context, time.Duration) error { return nil }}
			policy := rp.Policy{Attempts: 3, Base: second, Cap: second, Budget: time.Hour}
			err := policy.Run(context.Background(), clock, func(context.Context) error {
				attempts++
				return c.answers[attempts-1]
			})
			if attempts != c.attempts || (err == nil) != (c.wantErr == "") || err != nil && !strings.Contains(err.Error(), c.wantErr) {
				t.Fatalf("%d attempts, %v; want %d, %q", attempts, err, c.attempts, c.wantErr)
			}
		})
	}
}
