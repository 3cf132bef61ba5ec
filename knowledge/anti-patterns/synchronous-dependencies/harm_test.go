package harm_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	bad "example.com/eda/anti-patterns/synchronous-dependencies/bad"
	good "example.com/eda/anti-patterns/synchronous-dependencies/good"
	"example.com/eda/platform/event"
	"example.com/eda/platform/memsql"
	"example.com/eda/platform/sqloutbox"
)

var errDown = errors.New("503")

// landscape is three services, each away during its own hour of the day.
type landscape struct {
	hour            int
	cards, accounts map[string]bool
}

const (
	catalogueAway = 3
	networkAway   = 9
	billingAway   = 15
)

func (l *landscape) GetTariff(context.Context, string) (bad.Tariff, error) {
	if l.hour == catalogueAway {
		return bad.Tariff{}, errDown
	}
	return bad.Tariff{Profile: "5g", CentsMonthly: 999}, nil
}

func (l *landscape) Provision(_ context.Context, iccid, _ string) error {
	if l.hour == networkAway {
		return errDown
	}
	l.cards[iccid] = true
	return nil
}

func (l *landscape) Deprovision(context.Context, string) error {
	return errDown // the maintenance that took billing away has closed the way back too
}

func (l *landscape) OpenAccount(_ context.Context, _, iccid string, _ int64) error {
	if l.hour == billingAway {
		return errDown
	}
	l.accounts[iccid] = true
	return nil
}

func TestTheChainIsDownWheneverOneOfItIsAndItsUndoCanBeTooLate(t *testing.T) {
	l := &landscape{cards: map[string]bool{}, accounts: map[string]bool{}}
	handler := bad.Handler{Catalogue: l, Network: l, Billing: l}
	failed := 0
	for l.hour = range 24 {
		if err := handler.OnSimOrdered(context.Background(), bad.SimOrdered{ICCID: card(l.hour)}); err != nil {
			failed++
		}
	}
	if failed != 3 || len(l.accounts) != 21 {
		t.Fatalf("%d orders failed, %d accounts", failed, len(l.accounts))
	}
	if free := card(billingAway); !l.cards[free] || l.accounts[free] {
		t.Fatal("want a card that works and is not paid for")
	}
}

func TestEachServiceCatchesUpWhenItIsBack(t *testing.T) {
	ctx := context.Background()
	_, orders := memsql.Open(sqloutbox.Schema)
	_, cards := memsql.Open(`CREATE TABLE cards (iccid TEXT PRIMARY KEY, profile TEXT);` + sqloutbox.Schema)
	_, accounts := memsql.Open(
		`CREATE TABLE accounts (iccid TEXT PRIMARY KEY, customer TEXT, cents_monthly BIGINT);` + sqloutbox.Schema)
	network, billing := good.Network{DB: cards}, good.Billing{DB: accounts}
	hour := 0
	toNetwork := publisher(func(body []byte) error {
		if hour == networkAway {
			return errDown
		}
		evt := decode[good.SimOrdered](t, body)
		return errors.Join(network.OnSimOrdered(ctx, evt), network.OnSimOrdered(ctx, evt))
	})
	toBilling := publisher(func(body []byte) error {
		if hour == billingAway {
			return errDown
		}
		return billing.OnSimProvisioned(ctx, decode[good.SimProvisioned](t, body))
	})
	for hour = range 24 {
		tx, _ := orders.Begin()
		placed := good.SimOrdered{ICCID: card(hour), CustomerID: "c", Profile: "5g", CentsMonthly: 999}
		if err := errors.Join(sqloutbox.Add(ctx, tx, placed), tx.Commit()); err != nil {
			t.Fatalf("hour %d: the order itself failed: %v", hour, err)
		}
		_ = sqloutbox.Relay(ctx, orders, toNetwork) // what fails now is sent again in the next hour
		_ = sqloutbox.Relay(ctx, cards, toBilling)
	}
	var on, paid int
	_ = cards.QueryRow(`SELECT count(*) FROM cards`).Scan(&on)
	_ = accounts.QueryRow(`SELECT count(*) FROM accounts WHERE cents_monthly = 999`).Scan(&paid)
	if on != 24 || paid != 24 {
		t.Fatalf("%d cards work, %d are paid for", on, paid)
	}
}

type publisher func(body []byte) error

func (p publisher) Publish(_ context.Context, evt event.Event) error {
	return p([]byte(evt.(sqloutbox.Recorded).Body))
}

func decode[E any](t *testing.T, body []byte) (evt E) {
	t.Helper()
	if err := json.Unmarshal(body, &evt); err != nil {
		t.Fatal(err)
	}
	return evt
}

func card(hour int) string { return fmt.Sprintf("8949-%02d", hour) }
