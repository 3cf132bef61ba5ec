package harm_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	bad "example.com/eda/anti-patterns/outbox-without-relay/bad"
	good "example.com/eda/anti-patterns/outbox-without-relay/good"
	"example.com/eda/platform/crash"
	"example.com/eda/platform/memsql"
)

const schema = `
CREATE TABLE prescriptions (id TEXT PRIMARY KEY, medicine TEXT);
CREATE TABLE outbox (position BIGSERIAL PRIMARY KEY, id TEXT UNIQUE, body TEXT, created BIGINT,
	state TEXT NOT NULL DEFAULT 'waiting');`

var monday = time.Date(2030, 1, 7, 9, 0, 0, 0, time.UTC)

func TestTheEventIsStoredWithCareAndThenThrownAway(t *testing.T) {
	ctx := context.Background()
	_, db := memsql.Open(schema)
	desk := bad.Desk{DB: db}
	must(t, desk.Prescribe(ctx, "rx1", "insulin", monday))
	for day := range 9 {
		must(t, desk.Housekeeping(ctx, monday.AddDate(0, 0, day)))
	}
	if rows(t, db, "prescriptions") != 1 || rows(t, db, "outbox") != 0 {
		t.Fatalf("%d prescriptions, %d events; want a patient without insulin", rows(t, db, "prescriptions"), rows(t, db, "outbox"))
	}
}

func TestTheRelayPublishesParksAndCanBeWatched(t *testing.T) {
	ctx := context.Background()
	_, db := memsql.Open(schema)
	desk := good.Desk{DB: db}
	for i, id := range []string{"rx1", "rx2", "rx3"} {
		must(t, desk.Prescribe(ctx, id, "insulin", monday.Add(time.Duration(i)*time.Minute)))
	}
	var published []string
	away := 100
	pharmacies := func(_ context.Context, evt good.Prescribed) error {
		if away > 0 {
			away--
			return errors.New("broker unreachable")
		}
		if evt.ID() == "prescribed/rx2" {
			return fmt.Errorf("%w: too large", good.ErrRefused)
		}
		published = append(published, evt.ID())
		return nil
	}
	dying := good.Relay{DB: db, Publish: func(context.Context, good.Prescribed) error { crash.Now(); return nil }}
	if !crash.In(func() { _ = dying.Once(ctx) }) {
		t.Fatal("the relay should have died")
	}

	relay := good.Relay{DB: db, Publish: pharmacies}
	backlog, err := relay.Backlog(ctx, monday.Add(time.Hour))
	if want := (good.Backlog{Waiting: 3, Oldest: time.Hour}); err != nil || backlog != want {
		t.Fatalf("%+v, %v", backlog, err)
	}
	for away > 0 {
		if err := relay.Once(ctx); err == nil {
			t.Fatal("the outage was hidden")
		}
	}
	must(t, relay.Once(ctx))
	must(t, relay.Housekeeping(ctx, monday.AddDate(0, 1, 0)))
	if !slices.Equal(published, []string{"prescribed/rx1", "prescribed/rx3"}) {
		t.Fatalf("published %v", published)
	}
	backlog, err = relay.Backlog(ctx, monday)
	if want := (good.Backlog{Parked: 1}); err != nil || backlog != want || rows(t, db, "outbox") != 1 {
		t.Fatalf("%+v, %v, %d rows; want only the parked one to be left", backlog, err, rows(t, db, "outbox"))
	}
}

func rows(t *testing.T, db *sql.DB, table string) (count int) {
	t.Helper()
	must(t, db.QueryRow(`SELECT count(*) FROM `+table).Scan(&count))
	return count
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
