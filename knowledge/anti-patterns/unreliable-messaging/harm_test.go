package harm_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"
	"time"

	bad "example.com/eda/anti-patterns/unreliable-messaging/bad"
	good "example.com/eda/anti-patterns/unreliable-messaging/good"
	"example.com/eda/platform/crash"
	"example.com/eda/platform/event"
	"example.com/eda/platform/event/bus"
	"example.com/eda/platform/memsql"
	"example.com/eda/platform/sqloutbox"
)

const parcels = `CREATE TABLE parcels (id TEXT PRIMARY KEY, state TEXT NOT NULL, courier TEXT);`

func TestACrashAfterTheCommitLosesTheEvent(t *testing.T) {
	db := depot(t)
	died := crash.In(func() { _ = bad.New(db, crash.Publisher{}).HandOver(context.Background(), "p1", "anna") })
	if !died || state(t, db) != "in-transit" {
		t.Fatalf("want a crash after the parcel left, got died=%v state=%s", died, state(t, db))
	}
	var owed int
	if err := db.QueryRow(`SELECT count(*) FROM outbox`).Scan(&owed); err != nil || owed != 0 {
		t.Fatalf("%d events are still owed, %v; want the event gone for good", owed, err)
	}
}

func TestABrokerThatIsAwayLosesTheEventAndNobodyIsTold(t *testing.T) {
	db := depot(t)
	tried := make(chan struct{})
	err := bad.New(db, away{tried}).Deliver(context.Background(), "p1", time.Now())
	<-tried
	if err != nil || state(t, db) != "delivered" {
		t.Fatalf("want silent success, got %v and state %s", err, state(t, db))
	}
}

func TestTheOutboxStillHoldsTheEventAfterTheCrash(t *testing.T) {
	ctx := context.Background()
	db := depot(t)
	service := good.New(db)
	if err := service.HandOver(ctx, "p1", "anna"); err != nil {
		t.Fatal(err)
	}
	if err := service.Deliver(ctx, "p1", time.Now()); err != nil {
		t.Fatal(err)
	}
	if !crash.In(func() { _ = sqloutbox.Relay(ctx, db, crash.Publisher{}) }) {
		t.Fatal("the relay survived")
	}

	broker := bus.NewFake()
	if err := sqloutbox.Relay(ctx, db, broker); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, evt := range broker.Published() {
		got = append(got, evt.Type())
	}
	if len(got) != 2 || got[0] != "ParcelHandedOver" || got[1] != "ParcelDelivered" {
		t.Fatalf("published %v", got)
	}
}

type away struct{ tried chan struct{} }

func (a away) Publish(context.Context, event.Event) error {
	close(a.tried)
	return errors.New("broker unreachable")
}

func depot(t *testing.T) *sql.DB {
	t.Helper()
	_, db := memsql.Open(parcels + sqloutbox.Schema)
	if _, err := db.Exec(`INSERT INTO parcels (id, state) VALUES ('p1', 'accepted')`); err != nil {
		t.Fatal(err)
	}
	return db
}

func state(t *testing.T, db *sql.DB) (state string) {
	t.Helper()
	if err := db.QueryRow(`SELECT state FROM parcels WHERE id = 'p1'`).Scan(&state); err != nil {
		t.Fatal(err)
	}
	return state
}
