package orders_test

import (
	"context"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	orders "example.com/eda/patterns/cross-module-coordination"
	"example.com/eda/patterns/cross-module-coordination/payments"
	shopping "example.com/eda/patterns/internal-external-events/contract"
	"example.com/eda/platform/command"
	commandbus "example.com/eda/platform/command/bus"
	"example.com/eda/platform/event"
	eventbus "example.com/eda/platform/event/bus"
)

func TestForeignFactsBecomeOurCommands(t *testing.T) {
	cases := []struct {
		event event.Event
		want  command.Command
	}{
		{shopping.ShoppingCartFinalized{CartID: "c1", CustomerID: "ann", Total: 700}, orders.InitializeOrder{OrderID: "order-c1", Buyer: "ann", Due: 700}},
		{orders.OrderInitialized{OrderID: "order-c1", Due: 700}, payments.RequestPayment{PaymentID: "order-c1/payment", Amount: 700}},
		{payments.PaymentCompleted{PaymentID: "order-c1/payment"}, orders.RecordPayment{OrderID: "order-c1"}},
	}
	for _, c := range cases {
		t.Run(c.event.Type(), func(t *testing.T) {
			events, commands := eventbus.NewInMemory(), commandbus.NewFake()
			orders.Edge(events, commands)
			if err := events.Publish(context.Background(), c.event); err != nil {
				t.Fatal(err)
			}
			if got := commands.Sent(); !reflect.DeepEqual(got, []command.Command{c.want}) {
				t.Fatalf("got %v, want %v", got, c.want)
			}
		})
	}
}

// The module may import contracts and the platform, never the inside of another module.
func TestNobodyReachesInside(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range parsed.Imports {
			if path := strings.Trim(spec.Path.Value, `"`); strings.HasSuffix(path, "internal-external-events") {
				t.Errorf("%s imports the inside of shopping", file)
			}
		}
	}
}
