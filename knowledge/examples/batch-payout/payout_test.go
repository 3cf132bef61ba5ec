package payout

import (
	"context"
	"fmt"
	"reflect"
	"testing"

	"example.com/eda/platform/event"
	"example.com/eda/platform/faults"
)

func TestNobodyIsForgottenOrPaidTwice(t *testing.T) {
	failure, runs := faults.Count(faults.Limits{Faults: 2}, Scenario)
	if failure != nil {
		t.Fatal(failure)
	}
	if runs < 1_500 {
		t.Fatalf("only %d runs: the scenario has lost its faults", runs)
	}
}

// minting uses a new key for every call, as one does who makes it up where it is needed.
type minting struct {
	Bank
	calls *int
}

func (m minting) Pay(ctx context.Context, _, sellerID string, amount int) error {
	*m.calls++
	return m.Bank.Pay(ctx, fmt.Sprint("key ", *m.calls), sellerID, amount)
}

func TestANewKeyPerCallPaysTwice(t *testing.T) {
	failure := faults.Search(faults.Limits{}, func(w *faults.World) faults.Check {
		return scenario(w, func(b Bank) Bank { return minting{b, new(int)} })
	})
	if failure == nil {
		t.Fatal("nobody was paid twice")
	}
}

func TestBatch(t *testing.T) {
	two := []Payout{{"ann", 1}, {"bob", 2}}
	start := RoundStarted{BatchID: "b", Round: 1, Payouts: two}
	annPaid, annRefused := payoutRecorded{"b", "ann"}, refusalRecorded{BatchID: "b", SellerID: "ann", Round: 1, Reason: "no"}
	partly := BatchPartlyFailed{BatchID: "b", Round: 1, Refused: map[string]string{"ann": "no"}}
	bobPaid := payoutRecorded{"b", "bob"}
	record := func(seller string) func(Batch) []event.Event {
		return func(b Batch) []event.Event { return b.Record(RecordPayout{"b", seller}) }
	}
	refuse := func(b Batch) []event.Event {
		return b.Refuse(RecordRefusal{BatchID: "b", SellerID: "ann", Round: 1, Reason: "no"})
	}
	repeat := func(round int) func(Batch) []event.Event {
		return func(b Batch) []event.Event { return b.Repeat(RepeatBatch{"b", round}) }
	}
	second := RoundStarted{BatchID: "b", Round: 2, Payouts: two[:1]}
	cases := map[string]struct {
		given []event.Event
		when  func(Batch) []event.Event
		then  []event.Event
	}{
		"waits for all":                     {[]event.Event{start}, record("ann"), []event.Event{annPaid}},
		"counts once":                       {[]event.Event{start, annPaid}, record("ann"), nil},
		"completes with the last":           {[]event.Event{start, annPaid}, record("bob"), []event.Event{bobPaid, BatchCompleted{"b"}}},
		"names who is missing":              {[]event.Event{start, bobPaid}, refuse, []event.Event{annRefused, partly}},
		"repeats only for them":             {[]event.Event{start, bobPaid, annRefused, partly}, repeat(2), []event.Event{second}},
		"does not repeat while it waits":    {[]event.Event{start, bobPaid}, repeat(2), nil},
		"does not repeat the same round":    {[]event.Event{start, bobPaid, annRefused, partly, second}, repeat(2), nil},
		"ignores the refusal of last round": {[]event.Event{start, bobPaid, annRefused, partly, second}, refuse, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var batch Batch
			for _, evt := range c.given {
				batch = EvolveBatch(batch, evt)
			}
			if got := c.when(batch); !reflect.DeepEqual(got, c.then) {
				t.Fatalf("got %+v, want %+v", got, c.then)
			}
		})
	}
}
