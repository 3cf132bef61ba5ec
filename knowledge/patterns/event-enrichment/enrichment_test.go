package enrichment_test

import (
	"context"
	"reflect"
	"testing"

	enrichment "example.com/eda/patterns/event-enrichment"
	"example.com/eda/platform/event"
	"example.com/eda/platform/event/stream"
)

func TestTheExternalEventTellsOfTheMomentItHappened(t *testing.T) {
	ctx := context.Background()
	carts := stream.NewFake("cart-c1",
		enrichment.ItemAdded{CartID: "c1", SKU: "tea", Price: 350},
		enrichment.CartConfirmed{CartID: "c1"},
	)
	history, err := carts.Read(ctx, "cart-c1", 1)
	if err != nil || len(history) != 1 {
		t.Fatal(history, err)
	}
	confirmed := history[0]
	first, err := enrichment.Enrich(ctx, carts, confirmed)
	if err != nil {
		t.Fatal(err)
	}

	// The forwarder dies before it stores its position; meanwhile the cart goes on.
	if err := carts.Append(ctx, "cart-c1", event.Any, enrichment.ItemAdded{CartID: "c1", SKU: "rum", Price: 2100}); err != nil {
		t.Fatal(err)
	}
	again, err := enrichment.Enrich(ctx, carts, confirmed)
	if err != nil {
		t.Fatal(err)
	}

	want := enrichment.CartFinalized{CartID: "c1", SKUs: []string{"tea"}, Total: 350, Version: 2}
	if !reflect.DeepEqual(first, want) || !reflect.DeepEqual(again, want) || first.ID() != again.ID() {
		t.Fatalf("first %+v, again %+v, want %+v", first, again, want)
	}
}
