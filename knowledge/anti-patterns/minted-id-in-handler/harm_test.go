package harm_test

import (
	"context"
	"database/sql"
	"testing"

	bad "example.com/eda/anti-patterns/minted-id-in-handler/bad"
	good "example.com/eda/anti-patterns/minted-id-in-handler/good"
	"example.com/eda/platform/event"
	"example.com/eda/platform/memsql"
	"example.com/eda/platform/sqloutbox"
)

const schema = `CREATE TABLE transfers (id TEXT PRIMARY KEY, invoice TEXT, cents BIGINT);` + sqloutbox.Schema

// bank executes each transfer id once.
type bank map[string]bool

func (b bank) Publish(_ context.Context, evt event.Event) error {
	b[evt.ID()] = true
	return nil
}

func TestEveryGuardPassesAndTheSupplierIsPaidTwice(t *testing.T) {
	_, db := memsql.Open(schema)
	for range 2 {
		err := bad.Payables{DB: db}.OnInvoiceApproved(context.Background(),
			bad.InvoiceApproved{InvoiceNumber: "R-77", IBAN: "DE02", Cents: 119_00})
		if err != nil {
			t.Fatal(err)
		}
	}
	if executed := pay(t, db); executed != 2 {
		t.Fatalf("%d transfers executed; want two for one invoice", executed)
	}
}

func TestADerivedIDMakesTheSecondTransferTheFirst(t *testing.T) {
	_, db := memsql.Open(schema)
	_, restored := memsql.Open(schema) // a database that was restored from before the first delivery
	for _, db := range []*sql.DB{db, db, restored} {
		err := good.Payables{DB: db}.OnInvoiceApproved(context.Background(),
			good.InvoiceApproved{InvoiceNumber: "R-77", IBAN: "DE02", Cents: 119_00})
		if err != nil {
			t.Fatal(err)
		}
	}
	if executed := pay(t, db, restored); executed != 1 {
		t.Fatalf("%d transfers executed", executed)
	}
}

func pay(t *testing.T, databases ...*sql.DB) int {
	t.Helper()
	executed := bank{}
	for _, db := range databases {
		if err := sqloutbox.Relay(context.Background(), db, executed); err != nil {
			t.Fatal(err)
		}
	}
	return len(executed)
}
