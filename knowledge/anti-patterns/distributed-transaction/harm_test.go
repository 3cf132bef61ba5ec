package harm_test

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"testing"

	bad "example.com/eda/anti-patterns/distributed-transaction/bad"
	good "example.com/eda/anti-patterns/distributed-transaction/good"
	"example.com/eda/platform/crash"
	"example.com/eda/platform/event"
	"example.com/eda/platform/memsql"
	"example.com/eda/platform/sqloutbox"
)

const schema = `CREATE TABLE trips (id TEXT PRIMARY KEY, state TEXT NOT NULL, ticket TEXT, cents BIGINT);`

// world is the airline and the payments service: what they did cannot be rolled back by us.
type world struct {
	tickets, charges int
	dies, declines   bool
	desk             *good.Desk
}

func (w *world) IssueTicket(context.Context, string, string) (string, error) {
	w.tickets++
	return "LH-1", nil
}

func (w *world) VoidTicket(context.Context, string) error {
	w.tickets--
	return nil
}

func (w *world) Charge(context.Context, string, int64) error {
	if w.declines {
		return errors.New("declined")
	}
	w.charges++
	if w.dies {
		crash.Now()
	}
	return nil
}

func TestAFailedCommitLeavesATicketAndAChargeWithoutATrip(t *testing.T) {
	database, db := memsql.Open(schema)
	database.Fail("COMMIT", errors.New("connection reset"))
	w := &world{}
	if err := bad.New(db, w, w).Book(context.Background(), bad.Trip{ID: "t1", Cents: 20_000}); err == nil {
		t.Fatal("the commit should have failed")
	}
	if w.tickets != 1 || w.charges != 1 || trips(t, db) != 0 {
		t.Fatalf("want a ticket and a charge for no trip; got %d, %d, %d", w.tickets, w.charges, trips(t, db))
	}
}

func TestACrashAfterTheChargeDoesTheSame(t *testing.T) {
	_, db := memsql.Open(schema)
	w := &world{dies: true}
	died := crash.In(func() { _ = bad.New(db, w, w).Book(context.Background(), bad.Trip{ID: "t1", Cents: 20_000}) })
	if !died || w.tickets != 1 || w.charges != 1 || trips(t, db) != 0 {
		t.Fatalf("want a ticket and a charge for no trip; got %d, %d, %d", w.tickets, w.charges, trips(t, db))
	}
}

func TestLocalTransactionsEndWithEverythingOrNothing(t *testing.T) {
	for name, test := range map[string]struct {
		declines         bool
		tickets, charges int
		state            string
	}{
		"accepted": {false, 1, 1, "booked"},
		"declined": {true, 0, 0, "cancelled"},
	} {
		t.Run(name, func(t *testing.T) {
			ctx := context.Background()
			database, db := memsql.Open(schema + sqloutbox.Schema)
			w := &world{declines: test.declines, desk: good.New(db)}
			trip := good.Trip{ID: "t1", Traveller: "ada", Flight: "LH400", Cents: 20_000}

			database.Fail("COMMIT", errors.New("connection reset"))
			if err := w.desk.Book(ctx, trip); err == nil {
				t.Fatal("the commit should have failed")
			}
			if err := sqloutbox.Relay(ctx, db, w); err != nil || w.tickets != 0 {
				t.Fatalf("a trip that was not accepted has %d tickets, %v", w.tickets, err)
			}

			if err := w.desk.Book(ctx, trip); err != nil {
				t.Fatal(err)
			}
			crash.In(func() { _ = sqloutbox.Relay(ctx, db, crash.Publisher{}) })
			if err := sqloutbox.Relay(ctx, db, w); err != nil {
				t.Fatal(err)
			}
			var state string
			if err := db.QueryRow(`SELECT state FROM trips WHERE id = 't1'`).Scan(&state); err != nil {
				t.Fatal(err)
			}
			if w.tickets != test.tickets || w.charges != test.charges || state != test.state {
				t.Fatalf("got %d tickets, %d charges, %s", w.tickets, w.charges, state)
			}
		})
	}
}

// Publish delivers a message of the desk to the party it is meant for, and the answer back, twice.
func (w *world) Publish(ctx context.Context, evt event.Event) error {
	var answer event.Event
	switch evt.Type() {
	case "IssueTicket":
		ticket, _ := w.IssueTicket(ctx, "", "")
		answer = good.TicketIssued{TripID: "t1", Ticket: ticket, Cents: 20_000}
	case "VoidTicket":
		_ = w.VoidTicket(ctx, "")
		answer = good.TicketVoided{TripID: "t1"}
	case "ChargeCard":
		if !strings.Contains(evt.(sqloutbox.Recorded).Body, "20000") {
			return errors.New("the price got lost")
		}
		answer = good.CardCharged{TripID: "t1"}
		if w.Charge(ctx, "", 0) != nil {
			answer = good.CardDeclined{TripID: "t1"}
		}
	default:
		return nil
	}
	return errors.Join(w.desk.Handle(ctx, answer), w.desk.Handle(ctx, answer))
}

func trips(t *testing.T, db *sql.DB) (count int) {
	t.Helper()
	if err := db.QueryRow(`SELECT count(*) FROM trips`).Scan(&count); err != nil {
		t.Fatal(err)
	}
	return count
}
