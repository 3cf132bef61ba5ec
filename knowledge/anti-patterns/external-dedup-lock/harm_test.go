package harm_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	bad "example.com/eda/anti-patterns/external-dedup-lock/bad"
	good "example.com/eda/anti-patterns/external-dedup-lock/good"
	"example.com/eda/platform/crash"
	"example.com/eda/platform/event"
	"example.com/eda/platform/memsql"
	"example.com/eda/platform/sqloutbox"
)

var errTimeout = errors.New("no answer within 10 s")

// provider charges; hook runs before it does, and its answer can get lost on the way back.
type provider struct {
	hook    func()
	answers []error
	charges int
	keys    map[string]bool
}

func (p *provider) Charge(context.Context, string, int64) error {
	if p.hook != nil {
		p.hook()
	}
	p.charges++
	return p.answer()
}

func (p *provider) answer() (answer error) {
	if len(p.answers) > 0 {
		answer, p.answers = p.answers[0], p.answers[1:]
	}
	return answer
}

type redis map[string]bool

func (r redis) SetNX(_ context.Context, key, _ string, _ time.Duration) (bool, error) {
	first := !r[key]
	r[key] = true
	return first, nil
}

func (r redis) Del(_ context.Context, key string) error {
	delete(r, key)
	return nil
}

var session = bad.SessionEnded{SessionID: "s1", Card: "4111", Cents: 2_400}

func TestACrashBehindTheLockChargesNobody(t *testing.T) {
	p := &provider{hook: crash.Now}
	billing := bad.Billing{Redis: redis{}, Payments: p}
	if !crash.In(func() { _ = billing.OnSessionEnded(context.Background(), session) }) {
		t.Fatal("the process should have died")
	}
	p.hook = nil
	if err := billing.OnSessionEnded(context.Background(), session); err != nil || p.charges != 0 {
		t.Fatalf("%v, %d charges; want the redelivery to be taken for a duplicate", err, p.charges)
	}
}

func TestAnUnknownOutcomeReleasesTheLockAndChargesTwice(t *testing.T) {
	p := &provider{answers: []error{errTimeout}}
	billing := bad.Billing{Redis: redis{}, Payments: p}
	if err := billing.OnSessionEnded(context.Background(), session); !errors.Is(err, errTimeout) {
		t.Fatal(err)
	}
	if err := billing.OnSessionEnded(context.Background(), session); err != nil || p.charges != 2 {
		t.Fatalf("%v, %d charges; want two", err, p.charges)
	}
}

// keyed is the same provider, used with a key.
type keyed struct{ *provider }

func (k keyed) Charge(_ context.Context, key, _ string, _ int64) error {
	if k.hook != nil {
		k.hook()
	}
	if !k.keys[key] {
		k.keys[key] = true
		k.charges++
	}
	return k.answer()
}

func TestTheBillRemembersAndTheKeySurvivesTheUnknownOutcome(t *testing.T) {
	ctx := context.Background()
	_, db := memsql.Open(`CREATE TABLE bills (session_id TEXT PRIMARY KEY, cents BIGINT);` + sqloutbox.Schema)
	p := keyed{&provider{keys: map[string]bool{}, hook: crash.Now}}
	billing, gateway := good.Billing{DB: db}, toGateway{t, good.Gateway{Payments: p}}
	for range 2 {
		if err := billing.OnSessionEnded(ctx, good.SessionEnded(session)); err != nil {
			t.Fatal(err)
		}
	}
	if !crash.In(func() { _ = sqloutbox.Relay(ctx, db, gateway) }) {
		t.Fatal("the process should have died")
	}
	p.hook, p.answers = nil, []error{errTimeout, errTimeout}
	for range 2 {
		if err := sqloutbox.Relay(ctx, db, gateway); !errors.Is(err, errTimeout) {
			t.Fatal(err)
		}
	}
	if err := sqloutbox.Relay(ctx, db, gateway); err != nil || p.charges != 1 {
		t.Fatalf("%v, %d charges", err, p.charges)
	}
}

type toGateway struct {
	t *testing.T
	good.Gateway
}

func (g toGateway) Publish(ctx context.Context, evt event.Event) error {
	var cmd good.ChargeCard
	if err := json.Unmarshal([]byte(evt.(sqloutbox.Recorded).Body), &cmd); err != nil {
		g.t.Fatal(err)
	}
	return g.OnChargeCard(ctx, cmd)
}
