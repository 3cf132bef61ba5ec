package commandbus

import (
	"context"
	"fmt"

	"example.com/eda/platform/event"
)

// ShoppingCartFinalized is external: everything another module needs to go on, in its own words, and nothing about how
// carts work inside.
type ShoppingCartFinalized struct {
	CartID   string
	ClientID string
	SKUs     []string
	Total    int
}

func (ShoppingCartFinalized) Type() string { return "ShoppingCartFinalized" }
func (e ShoppingCartFinalized) ID() string { return "shopping-cart-finalized/" + e.CartID }

const (
	forwarder = "forwarder"
	batch     = 100
)

// Forwarder reads the events of the module in their order and tells others what concerns them.
type Forwarder struct {
	stream      event.Stream
	checkpoints Checkpoints[event.Position]
	out         event.Publisher
}

// NewForwarder returns a forwarder to out.
func NewForwarder(stream event.Stream, checkpoints Checkpoints[event.Position], out event.Publisher) *Forwarder {
	return &Forwarder{stream: stream, checkpoints: checkpoints, out: out}
}

// Once forwards what has come since the last time, at least once each, and returns how many events it has looked at.
func (f *Forwarder) Once(ctx context.Context) (int, error) {
	after, err := f.checkpoints.Load(ctx, forwarder)
	if err != nil {
		return 0, fmt.Errorf("load checkpoint: %w", err)
	}
	recorded, err := f.stream.ReadAll(ctx, after, batch)
	if err != nil {
		return 0, fmt.Errorf("read events: %w", err)
	}
	for done, r := range recorded {
		if err := f.forward(ctx, r); err != nil {
			return done, err
		}
		if err := f.checkpoints.Save(ctx, forwarder, r.Position); err != nil {
			return done, fmt.Errorf("save checkpoint: %w", err)
		}
	}
	return len(recorded), nil
}

// forward enriches from the state as it was at the event, not as it is now: telling it again next year says the same.
func (f *Forwarder) forward(ctx context.Context, r event.Recorded) error {
	confirmed, ok := r.Event.(CartConfirmed)
	if !ok {
		return nil
	}
	history, err := f.stream.Read(ctx, r.Stream, 0)
	if err != nil {
		return fmt.Errorf("read %s: %w", r.Stream, err)
	}
	var cart Cart
	for _, h := range history {
		if h.Version <= r.Version {
			cart = EvolveCart(cart, h.Event)
		}
	}
	return f.out.Publish(ctx, ShoppingCartFinalized{
		CartID: confirmed.CartID, ClientID: confirmed.ClientID, SKUs: cart.SKUs, Total: cart.Total,
	})
}
