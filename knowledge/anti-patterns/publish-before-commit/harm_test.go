package harm_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"

	bad "example.com/eda/anti-patterns/publish-before-commit/bad"
	good "example.com/eda/anti-patterns/publish-before-commit/good"
	"example.com/eda/platform/event"
	"example.com/eda/platform/event/bus"
	"example.com/eda/platform/memsql"
	"example.com/eda/platform/sqloutbox"
)

const schema = `
CREATE TABLE payouts (id TEXT PRIMARY KEY, state TEXT NOT NULL);
CREATE TABLE bookings (payout_id TEXT PRIMARY KEY, cents BIGINT NOT NULL);
INSERT INTO payouts (id, state) VALUES ('p1', 'requested');` + sqloutbox.Schema

func TestAPhantomEventTransfersARejectedPayout(t *testing.T) {
	ctx := context.Background()
	database, db := memsql.Open(schema)
	bank := bus.NewFake()
	desk := bad.Desk{DB: db, Events: bank}
	database.Fail("COMMIT", errors.New("serialization failure"))
	if err := desk.Approve(ctx, "p1", 50_000); err == nil {
		t.Fatal("the commit should have failed")
	}
	if err := desk.Reject(ctx, "p1"); err != nil { // the clerk looks again
		t.Fatal(err)
	}
	if state(t, db) != "rejected" || len(bank.Published()) != 1 {
		t.Fatalf("payout is %s, %d transfers; want a rejected payout to be paid", state(t, db), len(bank.Published()))
	}
}

func TestAFastConsumerReadsTheOldState(t *testing.T) {
	_, db := memsql.Open(schema)
	seen := ""
	consumer := reader(func() { seen = state(t, db) })
	if err := (bad.Desk{DB: db, Events: consumer}).Approve(context.Background(), "p1", 50_000); err != nil {
		t.Fatal(err)
	}
	if seen != "requested" {
		t.Fatalf("the consumer saw %s", seen)
	}
}

func TestTheEventGoesOutIfAndOnlyIfTheApprovalIsThere(t *testing.T) {
	ctx := context.Background()
	database, db := memsql.Open(schema)
	desk, bank := good.Desk{DB: db}, bus.NewFake()
	database.Fail("COMMIT", errors.New("serialization failure"))
	if err := desk.Approve(ctx, "p1", 50_000); err == nil {
		t.Fatal("the commit should have failed")
	}
	relay(t, db, bank)
	if len(bank.Published()) != 0 {
		t.Fatal("an approval that is not there was published")
	}

	if err := desk.Approve(ctx, "p1", 50_000); err != nil {
		t.Fatal(err)
	}
	seen := ""
	relay(t, db, reader(func() { seen = state(t, db) }))
	if seen != "approved" {
		t.Fatalf("the consumer saw %q", seen)
	}
}

type reader func()

func (r reader) Publish(context.Context, event.Event) error {
	r()
	return nil
}

func relay(t *testing.T, db *sql.DB, to event.Publisher) {
	t.Helper()
	if err := sqloutbox.Relay(context.Background(), db, to); err != nil {
		t.Fatal(err)
	}
}

func state(t *testing.T, db *sql.DB) (state string) {
	t.Helper()
	if err := db.QueryRow(`SELECT state FROM payouts WHERE id = 'p1'`).Scan(&state); err != nil {
		t.Fatal(err)
	}
	return state
}
