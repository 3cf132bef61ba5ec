package correlation_test

import (
	"context"
	"testing"

	correlation "example.com/eda/patterns/correlation-and-causation"
	"example.com/eda/platform/command"
	commandbus "example.com/eda/platform/command/bus"
	"example.com/eda/platform/event"
	eventbus "example.com/eda/platform/event/bus"
	"example.com/eda/platform/message"
)

type placeOrder struct{ OrderID string }

func (placeOrder) Type() string { return "PlaceOrder" }

type orderPlaced struct{ OrderID string }

func (orderPlaced) Type() string { return "OrderPlaced" }
func (e orderPlaced) ID() string { return "order-placed/" + e.OrderID }

type requestPayment struct{ OrderID string }

func (requestPayment) Type() string { return "RequestPayment" }

type packParcel struct{ OrderID string }

func (packParcel) Type() string { return "PackParcel" }

type paymentCompleted struct{ OrderID string }

func (paymentCompleted) Type() string { return "PaymentCompleted" }
func (e paymentCompleted) ID() string { return "payment-completed/" + e.OrderID }

// Two services; neither handler mentions an id. All of it comes with the context.
func TestTheStoryOfAProcessIsOnItsMessages(t *testing.T) {
	ctx, commands, events := context.Background(), commandbus.NewInMemory(), eventbus.NewInMemory()
	var seen []message.Message
	note := func(ctx context.Context) {
		msg, _ := message.From(ctx)
		seen = append(seen, msg)
	}
	command.On(commands, func(ctx context.Context, c placeOrder) error {
		note(ctx)
		return events.Publish(ctx, orderPlaced(c))
	})
	event.On(events, func(ctx context.Context, e orderPlaced) error {
		note(ctx)
		if err := commands.Send(ctx, requestPayment(e)); err != nil {
			return err
		}
		return commands.Send(ctx, packParcel(e))
	})
	command.On(commands, func(ctx context.Context, c requestPayment) error {
		note(ctx)
		return events.Publish(ctx, paymentCompleted(c))
	})
	command.On(commands, func(ctx context.Context, c packParcel) error { note(ctx); return nil })
	event.On(events, func(ctx context.Context, e paymentCompleted) error { note(ctx); return nil })

	for _, order := range []string{"o1", "o2"} {
		if err := commands.Send(ctx, placeOrder{OrderID: order}); err != nil {
			t.Fatal(err)
		}
	}
	if len(seen) != 10 {
		t.Fatalf("%d messages, want five for each order", len(seen))
	}
	seen = append(seen, seen[0]) // a repeat changes nothing
	roots, orphans := correlation.Tell(seen[0].CorrelationID, seen)
	if len(roots) != 1 || len(orphans) != 0 {
		t.Fatalf("%d roots, orphans %v", len(roots), orphans)
	}
	want := "PlaceOrder\n  OrderPlaced\n    RequestPayment\n      PaymentCompleted\n    PackParcel\n"
	if got := roots[0].String(); got != want {
		t.Fatalf("got:\n%swant:\n%s", got, want)
	}
}

func TestALostContextLeavesAnOrphan(t *testing.T) {
	messages := []message.Message{
		{ID: "m1", CorrelationID: "p", Body: placeOrder{}},
		{ID: "m3", CorrelationID: "p", CausationID: "m2", Body: packParcel{}},
	}
	if roots, orphans := correlation.Tell("p", messages); len(roots) != 1 || len(orphans) != 1 || orphans[0].ID != "m3" {
		t.Fatalf("roots %v, orphans %v", roots, orphans)
	}
}
