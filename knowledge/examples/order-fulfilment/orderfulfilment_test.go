package orderfulfilment

import (
	"context"
	"reflect"
	"testing"

	"example.com/eda/platform/command"
	"example.com/eda/platform/command/bus"
	"example.com/eda/platform/event"
	eventbus "example.com/eda/platform/event/bus"
	"example.com/eda/platform/faults"
)

var items = []Item{{SKU: "book", Quantity: 2}}

func TestNothingIsLostOrDoneTwice(t *testing.T) {
	failure, runs := faults.Count(faults.Limits{Faults: 2}, Scenario)
	if failure != nil {
		t.Fatal(failure)
	}
	if runs < 1_000 {
		t.Fatalf("only %d runs: the scenario has lost its faults", runs)
	}
}

// without drops the subscriptions to one type of event.
type without struct {
	event.Subscriber
	dropped string
}

func (s without) Subscribe(evt event.Event, handler event.Handler) {
	if evt.Type() != s.dropped {
		s.Subscriber.Subscribe(evt, handler)
	}
}

// Every subscription of the saga is needed: leave one out, and the search finds the order that gets stuck.
func TestEveryStepIsNeeded(t *testing.T) {
	steps := []event.Event{
		OrderPlaced{}, PaymentCompleted{}, OrderPaymentRecorded{}, StockReserved{}, PackageSent{},
		PaymentDeclined{}, OrderPaymentTimedOut{}, OutOfStock{}, PackageRefused{}, StockReleased{}, PaymentRefunded{},
	}
	for _, step := range steps {
		t.Run(step.Type(), func(t *testing.T) {
			failure := faults.Search(faults.Limits{Faults: 2}, func(w *faults.World) faults.Check {
				return scenario(w, func() { NewSaga(w).Subscribe(without{w, step.Type()}) })
			})
			if failure == nil {
				t.Fatal("the process works without it")
			}
		})
	}
}

func TestSaga(t *testing.T) {
	cases := []struct {
		when event.Event
		then command.Command
	}{
		{OrderPlaced{OrderID: "o1", Items: items, Total: 50}, RequestPayment{OrderID: "o1", Amount: 50}},
		{PaymentCompleted{OrderID: "o1", Amount: 50}, RecordPayment{OrderID: "o1"}},
		{OrderPaymentRecorded{OrderID: "o1", Items: items}, ReserveStock{OrderID: "o1", Items: items}},
		{StockReserved{OrderID: "o1", Items: items}, SendPackage{OrderID: "o1", Items: items}},
		{PackageSent{OrderID: "o1"}, CompleteOrder{OrderID: "o1"}},
		{PaymentDeclined{OrderID: "o1"}, CancelOrder{OrderID: "o1"}},
		{OrderPaymentTimedOut{OrderID: "o1"}, RefundPayment{OrderID: "o1"}},
		{OutOfStock{OrderID: "o1"}, RefundPayment{OrderID: "o1"}},
		{PackageRefused{OrderID: "o1"}, ReleaseStock{OrderID: "o1"}},
		{StockReleased{OrderID: "o1"}, RefundPayment{OrderID: "o1"}},
		{PaymentRefunded{OrderID: "o1", Amount: 50}, CancelOrder{OrderID: "o1"}},
	}
	for _, c := range cases {
		t.Run(c.when.Type(), func(t *testing.T) {
			events, commands := eventbus.NewInMemory(), bus.NewFake()
			NewSaga(commands).Subscribe(events)
			if err := events.Publish(context.Background(), c.when); err != nil {
				t.Fatal(err)
			}
			if got := commands.Sent(); !reflect.DeepEqual(got, []command.Command{c.then}) {
				t.Fatalf("got %+v, want %+v", got, c.then)
			}
		})
	}
}

func TestOrderDecisions(t *testing.T) {
	placed, paid := OrderPlaced{OrderID: "o1", Items: items}, OrderPaymentRecorded{OrderID: "o1", Items: items}
	late, done, gone := OrderPaymentTimedOut{OrderID: "o1"}, OrderCompleted{OrderID: "o1"}, OrderCancelled{OrderID: "o1"}
	record := func(o Order) []event.Event { return o.RecordPayment(RecordPayment{OrderID: "o1"}) }
	expire := func(o Order) []event.Event { return o.Expire(ExpirePayment{OrderID: "o1"}) }
	cancel := func(o Order) []event.Event { return o.Cancel(CancelOrder{OrderID: "o1"}) }
	cases := map[string]struct {
		given []event.Event
		when  func(Order) []event.Event
		then  []event.Event
	}{
		"a payment is recorded with the items":       {[]event.Event{placed}, record, []event.Event{paid}},
		"a payment is recorded once":                 {[]event.Event{placed, paid}, record, nil},
		"a payment after the time-out is no payment": {[]event.Event{placed, late}, record, nil},
		"an unpaid order times out":                  {[]event.Event{placed}, expire, []event.Event{late}},
		"a late time-out means nothing":              {[]event.Event{placed, paid}, expire, nil},
		"an order that timed out can be cancelled":   {[]event.Event{placed, late}, cancel, []event.Event{gone}},
		"a fulfilled order stays fulfilled":          {[]event.Event{placed, paid, done}, cancel, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var order Order
			for _, evt := range c.given {
				order = EvolveOrder(order, evt)
			}
			if got := c.when(order); !reflect.DeepEqual(got, c.then) {
				t.Fatalf("got %+v, want %+v", got, c.then)
			}
		})
	}
}
