package harm_test

import (
	"context"
	"database/sql"
	"slices"
	"testing"

	bad "example.com/eda/anti-patterns/failure-fallthrough/bad"
	good "example.com/eda/anti-patterns/failure-fallthrough/good"
	"example.com/eda/platform/event"
	"example.com/eda/platform/memsql"
	"example.com/eda/platform/sqloutbox"
)

const schema = `CREATE TABLE numbers (number TEXT PRIMARY KEY, owner TEXT, state TEXT);
INSERT INTO numbers (number, owner, state) VALUES ('0171', 'ada', 'active');` + sqloutbox.Schema

// recipient is the other network: it does what each answer says.
type recipient []string

func (r *recipient) Publish(_ context.Context, evt event.Event) error {
	switch evt.Type() {
	case "PortingAccepted":
		*r = append(*r, "switched on")
	case "PortingRejected":
		*r = append(*r, "fee returned")
	}
	return nil
}

func TestAStrangerGetsTheNumberAndTheFeeBack(t *testing.T) {
	_, db := memsql.Open(schema)
	err := bad.Donor{DB: db}.OnPortingRequested(context.Background(),
		bad.PortingRequested{Number: "0171", Customer: "mallory"})
	if err != nil {
		t.Fatal(err)
	}
	if done := told(t, db); !slices.Equal(done, recipient{"fee returned", "switched on"}) {
		t.Fatalf("%v; want both verdicts", done)
	}
}

func TestOneRequestOneVerdict(t *testing.T) {
	for customer, want := range map[string]recipient{"mallory": {"fee returned"}, "ada": {"switched on"}} {
		_, db := memsql.Open(schema)
		for range 2 {
			err := good.Donor{DB: db}.OnPortingRequested(context.Background(),
				good.PortingRequested{Number: "0171", Customer: customer})
			if err != nil {
				t.Fatal(err)
			}
		}
		if done := told(t, db); !slices.Equal(done, want) {
			t.Errorf("%s: %v", customer, done)
		}
	}
}

func told(t *testing.T, db *sql.DB) recipient {
	t.Helper()
	var done recipient
	if err := sqloutbox.Relay(context.Background(), db, &done); err != nil {
		t.Fatal(err)
	}
	return done
}
