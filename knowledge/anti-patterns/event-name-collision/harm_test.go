package harm_test

import (
	"context"
	"encoding/json"
	"testing"

	bad "example.com/eda/anti-patterns/event-name-collision/bad"
	good "example.com/eda/anti-patterns/event-name-collision/good"
	"example.com/eda/platform/event"
)

// wire is a broker: what arrives is a name and bytes. Payments refunds every cancelled order that it hears of.
type wire struct{ refunded int64 }

func (w *wire) Publish(_ context.Context, evt event.Event) error {
	body, err := json.Marshal(evt)
	if err != nil || evt.Type() != "orders.order-cancelled" {
		return err
	}
	var cancelled struct{ Cents int64 }
	if err := json.Unmarshal(body, &cancelled); err != nil {
		return err
	}
	w.refunded += cancelled.Cents
	return nil
}

func TestARefusedCancellationIsRefunded(t *testing.T) {
	payments := &wire{}
	if err := payments.Publish(context.Background(), bad.CancellationRefused{OrderID: "o1", Cents: 4_900}); err != nil {
		t.Fatal(err)
	}
	if payments.refunded != 4_900 {
		t.Fatalf("refunded %d; want the parcel on its way and the money back", payments.refunded)
	}
}

func TestEachFactHasItsOwnName(t *testing.T) {
	payments := &wire{}
	for _, evt := range []event.Event{
		good.CancellationRefused{OrderID: "o1", Cents: 4_900}, good.OrderCancelled{OrderID: "o2", Cents: 700},
	} {
		if err := payments.Publish(context.Background(), evt); err != nil {
			t.Fatal(err)
		}
	}
	if payments.refunded != 700 {
		t.Fatalf("refunded %d", payments.refunded)
	}
}

func TestTheServiceDoesNotStartWithTwoFactsOfOneName(t *testing.T) {
	if _, err := good.Events(); err != nil {
		t.Fatal(err)
	}
	if _, err := good.NewCatalogue(bad.OrderCancelled{}, bad.CancellationRefused{}); err == nil {
		t.Fatal("the collision was not noticed")
	}
}
