package commandbus

import (
	"context"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/store"
)

// InitializeOrder asks for an order. Its id is derived from the cart: the same cart, the same order.
type InitializeOrder struct {
	OrderID  string
	ClientID string
	SKUs     []string
	Total    int
}

func (InitializeOrder) Type() string { return "InitializeOrder" }

// OrderInitialized tells that the order is taken.
type OrderInitialized InitializeOrder

func (OrderInitialized) Type() string { return "OrderInitialized" }
func (e OrderInitialized) ID() string { return "order-initialized/" + e.OrderID }

// Order counts how often it was initialized, so that a second time would show.
type Order struct {
	Times int
	Total int
}

// EvolveOrder returns the order after an event.
func EvolveOrder(o Order, evt event.Event) Order {
	if e, ok := evt.(OrderInitialized); ok {
		o.Times, o.Total = o.Times+1, e.Total
	}
	return o
}

// Initialize takes the order once.
func (o Order) Initialize(cmd InitializeOrder) ([]event.Event, error) {
	if o.Times > 0 {
		return nil, nil
	}
	return []event.Event{OrderInitialized(cmd)}, nil
}

// RegisterOrders takes the command of orders.
func RegisterOrders(commands command.Registrar, orders store.AggregateStore[Order]) {
	command.On(commands, func(ctx context.Context, cmd InitializeOrder) error {
		return decide(ctx, orders, cmd.OrderID, func(o Order) ([]event.Event, error) { return o.Initialize(cmd) })
	})
}

// SubscribeOrders is a reactor: one event, one command, no memory.
func SubscribeOrders(events event.Subscriber, commands command.Bus) {
	event.On(events, func(ctx context.Context, e ShoppingCartFinalized) error {
		return commands.Send(ctx, InitializeOrder{
			OrderID: "order-of-" + e.CartID, ClientID: e.ClientID, SKUs: e.SKUs, Total: e.Total,
		})
	})
}
