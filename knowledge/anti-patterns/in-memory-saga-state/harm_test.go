package harm_test

import (
	"context"
	"slices"
	"testing"

	bad "example.com/eda/anti-patterns/in-memory-saga-state/bad"
	good "example.com/eda/anti-patterns/in-memory-saga-state/good"
	"example.com/eda/platform/command/bus"
	"example.com/eda/platform/event"
	"example.com/eda/platform/memsql"
	"example.com/eda/platform/sqloutbox"
)

var guests = []string{"ada", "grace"}

func TestADeploymentInTheMiddleStrandsTheGroup(t *testing.T) {
	ctx, commands := context.Background(), bus.NewFake()
	before := &bad.Manager{Commands: commands}
	must(t, before.OnGroupCheckoutStarted(ctx, bad.GroupCheckoutStarted{GroupID: "g1", Guests: guests}))
	must(t, before.OnGuestCheckedOut(ctx, bad.GuestCheckedOut{GroupID: "g1", Guest: "ada"}))

	after := &bad.Manager{Commands: commands}
	must(t, after.OnGuestCheckedOut(ctx, bad.GuestCheckedOut{GroupID: "g1", Guest: "grace"}))
	if len(commands.Sent()) != 0 {
		t.Fatalf("sent %v; want the bus to wait for ever", commands.Sent())
	}
}

func TestTwoInstancesEachKnowHalfOfIt(t *testing.T) {
	ctx, commands := context.Background(), bus.NewFake()
	one, other := &bad.Manager{Commands: commands}, &bad.Manager{Commands: commands}
	must(t, one.OnGroupCheckoutStarted(ctx, bad.GroupCheckoutStarted{GroupID: "g1", Guests: guests}))
	must(t, one.OnGuestCheckedOut(ctx, bad.GuestCheckedOut{GroupID: "g1", Guest: "ada"}))
	must(t, other.OnGuestCheckedOut(ctx, bad.GuestCheckedOut{GroupID: "g1", Guest: "grace"}))
	if len(commands.Sent()) != 0 {
		t.Fatalf("sent %v", commands.Sent())
	}
}

func TestTheGroupIsReleasedOnceWhateverRestartsAndInWhateverOrder(t *testing.T) {
	started, ada, grace := "started", "ada", "grace"
	for _, order := range [][]string{
		{started, ada, grace}, {ada, started, grace}, {ada, grace, started}, {grace, ada, started},
		{started, ada, ada, grace, grace, started},
	} {
		ctx := context.Background()
		_, db := memsql.Open(`
			CREATE TABLE checkouts (group_id TEXT PRIMARY KEY, started BOOLEAN NOT NULL DEFAULT FALSE);
			CREATE TABLE guests (group_id TEXT, guest TEXT, gone BOOLEAN NOT NULL DEFAULT FALSE, PRIMARY KEY (group_id, guest));` +
			sqloutbox.Schema)
		buses := released{}
		for i, message := range order {
			manager := good.Manager{DB: db} // another instance for every message
			if message == started {
				must(t, manager.OnGroupCheckoutStarted(ctx, good.GroupCheckoutStarted{GroupID: "g1", Guests: guests}))
			} else {
				must(t, manager.OnGuestCheckedOut(ctx, good.GuestCheckedOut{GroupID: "g1", Guest: message}))
			}
			must(t, sqloutbox.Relay(ctx, db, &buses))
			if seen := order[:i+1]; len(buses) == 1 && !all(seen) {
				t.Errorf("released after %v", seen)
			}
		}
		if !slices.Equal(buses, released{"release-bus/g1"}) {
			t.Errorf("%v: released %v", order, buses)
		}
	}
}

func all(seen []string) bool {
	return slices.Contains(seen, "started") && slices.Contains(seen, "ada") && slices.Contains(seen, "grace")
}

type released []string

func (r *released) Publish(_ context.Context, evt event.Event) error {
	*r = append(*r, evt.ID())
	return nil
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
