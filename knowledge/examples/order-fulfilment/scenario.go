package orderfulfilment

import (
	"context"
	"errors"
	"fmt"

	"example.com/eda/platform/event"
	"example.com/eda/platform/event/stream"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/memory"
	"example.com/eda/platform/outbox"
	"example.com/eda/platform/store"
)

const onShelf = 10

// Scenario places one order of two books for 5,000 cents, and promises that in the end
// it is either paid, reserved and sent once, or nothing is left of it.
func Scenario(w *faults.World) faults.Check {
	return scenario(w, func() { NewSaga(w).Subscribe(w) })
}

func scenario(w *faults.World, startSaga func()) faults.Check {
	var (
		sales, billing, warehouse, shipping = w.Database("sales"), w.Database("billing"), w.Database("warehouse"), w.Database("shipping")
		orders                              = store.New(stream.NewInMemory(sales), "order", EvolveOrder)
		payments                            = store.New(stream.NewInMemory(billing), "payment", EvolvePayment)
		salesOut, billingOut                = outbox.NewInMemory(sales), outbox.NewInMemory(billing)
		warehouseOut, shippingOut           = outbox.NewInMemory(warehouse), outbox.NewInMemory(shipping)
		warehouseIn, shippingIn             = inbox.NewInMemory(warehouse), inbox.NewInMemory(shipping)
		shelf                               = newShelf(w, warehouse, map[string]int{"book": onShelf})
		reservations                        = reservations{memory.NewTable[string, []Item](warehouse)}
		cards, carrier                      = newCards(w), newCarrier(w)
	)
	w.Boot(func() {
		for _, out := range []outbox.Store{salesOut, billingOut, warehouseOut, shippingOut} {
			w.Relay(out)
		}
		NewSales(sales, orders, outbox.Events(salesOut), outbox.Deadlines(salesOut), w.Now).Register(w)
		NewBilling(billing, payments, outbox.Events(billingOut), cards).Register(w)
		NewWarehouse(warehouse, warehouseIn, shelf, reservations, outbox.Events(warehouseOut)).Register(w)
		NewShipping(shipping, shippingIn, carrier, outbox.Events(shippingOut)).Register(w)
		startSaga()
		ignoreVerdicts(w)
	})
	ctx := context.Background()
	_ = w.Send(ctx, PlaceOrder{OrderID: "o1", Items: []Item{{SKU: "book", Quantity: 2}}, Total: 5_000})

	return func() error {
		order, _, err := orders.Load(ctx, "o1")
		if err != nil {
			return err
		}
		balance, stock, sent := cards.balance(ctx), shelf.left(ctx, "book"), carrier.sent(ctx)
		world := fmt.Sprintf("order %s, customer paid %d, %d on the shelf, %d sent", order.Status, balance, stock, sent)
		fulfilled := order.Status == OrderFulfilled && balance == 5_000 && stock == onShelf-2 && sent == 1
		withdrawn := order.Status == OrderWithdrawn && balance == 0 && stock == onShelf && sent == 0
		switch {
		case !fulfilled && !withdrawn:
			return errors.New(world)
		case withdrawn && w.Harmless():
			return errors.New("nobody refused anything, yet the order was cancelled")
		case len(w.DeadLetters()) > 0:
			return fmt.Errorf("dead letters %v", w.DeadLetters())
		}
		return nil
	}
}

// ignoreVerdicts stands for whoever waits for the outcome: a mail, a screen.
func ignoreVerdicts(events event.Subscriber) {
	event.On(events, func(context.Context, OrderCompleted) error { return nil })
	event.On(events, func(context.Context, OrderCancelled) error { return nil })
}
