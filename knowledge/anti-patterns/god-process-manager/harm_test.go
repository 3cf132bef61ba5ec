package harm_test

import (
	"context"
	"strings"
	"testing"

	bad "example.com/eda/anti-patterns/god-process-manager/bad"
	good "example.com/eda/anti-patterns/god-process-manager/good"
	"example.com/eda/platform/memsql"
	"example.com/eda/platform/sqloutbox"
)

// A customer has paid 100 EUR and has got 50 EUR back already, because the parcel was late.

func TestTheManagerRefundsMoreThanWasPaid(t *testing.T) {
	_, orders := memsql.Open(`
		CREATE TABLE orders (id TEXT PRIMARY KEY, state TEXT, paid_cents BIGINT, customer TEXT, tier TEXT);
		INSERT INTO orders (id, state, paid_cents, customer, tier) VALUES ('o1', 'delivered', 10000, 'ada', 'gold')`)
	_, payments := memsql.Open(`
		CREATE TABLE refunds (id TEXT PRIMARY KEY, order_id TEXT, cents BIGINT);
		INSERT INTO refunds (id, order_id, cents) VALUES ('goodwill', 'o1', 5000)`)
	_, warehouse := memsql.Open(`CREATE TABLE stock_moves (id TEXT PRIMARY KEY, sku TEXT, quality TEXT)`)
	_, crm := memsql.Open(`CREATE TABLE mails (id TEXT PRIMARY KEY, customer TEXT, text TEXT)`)
	manager := bad.Manager{Orders: orders, Payments: payments, Warehouse: warehouse, CRM: crm}
	must(t, manager.OnItemArrived(context.Background(), bad.ItemArrived{ReturnID: "r1", OrderID: "o1", SKU: "lamp"}))

	refunded := int64(0)
	rows, err := payments.Query(`SELECT cents FROM refunds WHERE order_id = 'o1'`)
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var cents int64
		must(t, rows.Scan(&cents))
		refunded += cents
	}
	if refunded != 15_000 {
		t.Fatalf("refunded %d of 10000; want the rule of payments to be bypassed", refunded)
	}
}

func TestPaymentsRefundsWhatIsLeftOnce(t *testing.T) {
	ctx := context.Background()
	_, returns := memsql.Open(`CREATE TABLE returns (id TEXT PRIMARY KEY, state TEXT);` + sqloutbox.Schema)
	_, accounts := memsql.Open(sqloutbox.Schema + `
		CREATE TABLE payments (order_id TEXT PRIMARY KEY, paid_cents BIGINT, refunded_cents BIGINT);
		CREATE TABLE refunds (return_id TEXT PRIMARY KEY);
		INSERT INTO payments (order_id, paid_cents, refunded_cents) VALUES ('o1', 10000, 5000)`)
	manager, payments := good.Manager{DB: returns}, good.Payments{DB: accounts}
	for range 2 { // every message twice
		must(t, manager.OnItemArrived(ctx, good.ItemArrived{ReturnID: "r1", OrderID: "o1", SKU: "lamp"}))
		must(t, manager.OnItemInspected(ctx, good.ItemInspected{ReturnID: "r1", OrderID: "o1", Condition: "unopened"}))
		must(t, payments.Refund(ctx, good.RefundReturn{ReturnID: "r1", OrderID: "o1", Condition: "unopened"}))
		must(t, manager.OnReturnRefunded(ctx, good.ReturnRefunded{ReturnID: "r1", Cents: 5000}))
	}

	var refunded int64
	must(t, accounts.QueryRow(`SELECT refunded_cents FROM payments WHERE order_id = 'o1'`).Scan(&refunded))
	var told, state string
	must(t, accounts.QueryRow(`SELECT body FROM outbox WHERE type = 'ReturnRefunded'`).Scan(&told))
	must(t, returns.QueryRow(`SELECT state FROM returns WHERE id = 'r1'`).Scan(&state))
	if refunded != 10_000 || !strings.Contains(told, `"Cents":5000`) || state != "closed" {
		t.Fatalf("refunded %d, told %s, return %s", refunded, told, state)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
