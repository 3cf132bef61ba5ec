package harm_test

import (
	"context"
	"database/sql"
	"slices"
	"testing"

	bad "example.com/eda/anti-patterns/missing-compensation/bad"
	good "example.com/eda/anti-patterns/missing-compensation/good"
	"example.com/eda/platform/command"
	"example.com/eda/platform/command/bus"
	"example.com/eda/platform/memsql"
	"example.com/eda/platform/sqloutbox"
)

const schema = `CREATE TABLE payments (order_id TEXT PRIMARY KEY, state TEXT NOT NULL, cents BIGINT NOT NULL);`

func TestSoldOutKeepsTheMoney(t *testing.T) {
	ctx := context.Background()
	_, db := memsql.Open(schema)
	payments := bad.Payments{DB: db}
	must(t, payments.Charge(ctx, bad.ChargeCustomer{OrderID: "o1", Cents: 9_000}))

	commands := bus.NewFake()
	must(t, bad.Saga{Commands: commands}.OnSeatsUnavailable(ctx, bad.SeatsUnavailable{OrderID: "o1"}))
	if sent := types(commands.Sent()); !slices.Equal(sent, []string{"CancelOrder"}) {
		t.Fatalf("sent %v", sent)
	}
	if got := state(t, db); got != "captured" {
		t.Fatalf("payment is %s; want the customer to have paid for nothing", got)
	}
}

func TestARefundThatExpectsAnotherStateRefundsNothingAndSaysNothing(t *testing.T) {
	ctx := context.Background()
	_, db := memsql.Open(schema)
	payments := bad.Payments{DB: db}
	must(t, payments.Charge(ctx, bad.ChargeCustomer{OrderID: "o1", Cents: 9_000}))
	must(t, payments.Refund(ctx, bad.RefundCustomer{OrderID: "o1"}))
	if got := state(t, db); got != "captured" {
		t.Fatalf("payment is %s; want the refund never to have happened", got)
	}
}

func TestSoldOutGivesTheMoneyBackOnceWhateverTheOrder(t *testing.T) {
	charge, refund := "charge", "refund"
	for _, delivered := range [][]string{{charge, refund}, {charge, refund, refund}, {charge, charge, refund}} {
		db := play(t, delivered)
		if got := state(t, db); got != "refunded" {
			t.Errorf("%v: payment is %s", delivered, got)
		}
	}
	for _, delivered := range [][]string{{refund, charge}, {refund, charge, refund}} {
		db := play(t, delivered)
		if got := state(t, db); got != "called-off" {
			t.Errorf("%v: payment is %s; want the late charge to be kept out", delivered, got)
		}
	}
}

func TestTheOrderEndsAfterTheRefund(t *testing.T) {
	ctx := context.Background()
	commands := bus.NewFake()
	saga := good.Saga{Commands: commands}
	must(t, saga.OnOrderPlaced(ctx, good.OrderPlaced{OrderID: "o1", Cents: 9_000}))
	must(t, saga.OnCustomerCharged(ctx, good.CustomerCharged{OrderID: "o1"}))
	must(t, saga.OnSeatsUnavailable(ctx, good.SeatsUnavailable{OrderID: "o1"}))
	must(t, saga.OnCustomerRefunded(ctx, good.CustomerRefunded{OrderID: "o1"}))
	want := []string{"ChargeCustomer", "AssignSeats", "RefundCustomer", "CancelOrder"}
	if sent := types(commands.Sent()); !slices.Equal(sent, want) {
		t.Fatalf("sent %v", sent)
	}
}

// play delivers the messages and checks that exactly one refund was told.
func play(t *testing.T, delivered []string) *sql.DB {
	t.Helper()
	ctx := context.Background()
	_, db := memsql.Open(schema + sqloutbox.Schema)
	payments := good.Payments{DB: db}
	for _, message := range delivered {
		if message == "charge" {
			must(t, payments.Charge(ctx, good.ChargeCustomer{OrderID: "o1", Cents: 9_000}))
		} else {
			must(t, payments.Refund(ctx, good.RefundCustomer{OrderID: "o1"}))
		}
	}
	var told int
	must(t, db.QueryRow(`SELECT count(*) FROM outbox WHERE type = 'CustomerRefunded'`).Scan(&told))
	if told != 1 {
		t.Errorf("%v: %d refunds told", delivered, told)
	}
	return db
}

func state(t *testing.T, db *sql.DB) (state string) {
	t.Helper()
	must(t, db.QueryRow(`SELECT state FROM payments WHERE order_id = 'o1'`).Scan(&state))
	return state
}

func types(commands []command.Command) (names []string) {
	for _, cmd := range commands {
		names = append(names, cmd.Type())
	}
	return names
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
