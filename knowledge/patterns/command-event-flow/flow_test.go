package commandeventflow_test

import (
	"reflect"
	"testing"

	cef "example.com/eda/patterns/command-event-flow"
)

func order() cef.Flow {
	return cef.Flow{
		Starts: "OrderPlaced",
		Hops: []cef.Hop{
			{On: "OrderPlaced", Command: "RequestPayment", Success: "PaymentCompleted", Refusal: "PaymentDeclined"},
			{On: "PaymentCompleted", Command: "ReserveStock", Success: "StockReserved", Refusal: "StockUnavailable"},
			{On: "StockReserved", Command: "CompleteOrder", Success: "OrderCompleted"},
			{On: "StockUnavailable", Command: "RefundPayment", Success: "PaymentRefunded"},
			{On: "PaymentRefunded", Command: "CancelOrder", Success: "OrderCancelled"},
			{On: "PaymentDeclined", Command: "CancelOrder", Success: "OrderCancelled"},
		},
		Outcomes: []string{"OrderCompleted", "OrderCancelled"},
	}
}

func TestTheLayersFit(t *testing.T) {
	if problems := order().Check(); problems != nil {
		t.Fatal(problems)
	}
}

func TestCheckFindsTheGap(t *testing.T) {
	cases := map[string]struct {
		spoil func(f *cef.Flow)
		want  []string
	}{
		"a refusal nobody handles": {
			func(f *cef.Flow) { f.Hops = append(f.Hops[:3:3], f.Hops[4:]...) },
			[]string{
				"ReserveStock ends in StockUnavailable, and nobody goes on",
				"CancelOrder waits for PaymentRefunded, which nobody publishes",
			},
		},
		"an event nobody publishes": {
			func(f *cef.Flow) { f.Starts = "CartConfirmed" },
			[]string{"RequestPayment waits for OrderPlaced, which nobody publishes"},
		},
		"an outcome out of reach": {
			func(f *cef.Flow) { f.Outcomes = append(f.Outcomes, "OrderReturned") },
			[]string{"outcome OrderReturned can never happen"},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			flow := order()
			c.spoil(&flow)
			if got := flow.Check(); !reflect.DeepEqual(got, c.want) {
				t.Fatalf("got %q, want %q", got, c.want)
			}
		})
	}
}
