package commandbus

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/retry"
	"example.com/eda/platform/store"
)

// AddItem asks for a line in a cart. The line id comes from the client, so that asking twice adds one line.
type AddItem struct {
	CartID string
	LineID string
	SKU    string
	Price  int
}

func (AddItem) Type() string { return "AddItem" }

// ConfirmCart asks to close a cart and buy what is in it.
type ConfirmCart struct {
	CartID   string
	ClientID string
}

func (ConfirmCart) Type() string { return "ConfirmCart" }

// ItemAdded is internal: as small as the decision it records.
type ItemAdded AddItem

func (ItemAdded) Type() string { return "ItemAdded" }
func (e ItemAdded) ID() string { return "item-added/" + e.CartID + "/" + e.LineID }

// CartConfirmed is internal: whoever needs to know what was in the cart reads the forwarder's event.
type CartConfirmed ConfirmCart

func (CartConfirmed) Type() string { return "CartConfirmed" }
func (e CartConfirmed) ID() string { return "cart-confirmed/" + e.CartID }

// Cart is what confirms. It is folded from its events.
type Cart struct {
	Lines     []string
	SKUs      []string
	Total     int
	Confirmed bool
}

// EvolveCart returns the cart after an event.
func EvolveCart(c Cart, evt event.Event) Cart {
	switch e := evt.(type) {
	case ItemAdded:
		c.Lines, c.SKUs, c.Total = append(slices.Clip(c.Lines), e.LineID), append(slices.Clip(c.SKUs), e.SKU), c.Total+e.Price
	case CartConfirmed:
		c.Confirmed = true
	}
	return c
}

// ErrCart is the refusal of a command that no repetition can make right.
var ErrCart = errors.New("the cart does not allow this")

// Add decides on a new line.
func (c Cart) Add(cmd AddItem) ([]event.Event, error) {
	switch {
	case slices.Contains(c.Lines, cmd.LineID):
		return nil, nil
	case c.Confirmed:
		return nil, fmt.Errorf("%w: %s is confirmed", ErrCart, cmd.CartID)
	}
	return []event.Event{ItemAdded(cmd)}, nil
}

// Confirm decides whether the cart can be bought.
func (c Cart) Confirm(cmd ConfirmCart) ([]event.Event, error) {
	switch {
	case c.Confirmed:
		return nil, nil
	case len(c.Lines) == 0:
		return nil, fmt.Errorf("%w: %s is empty", ErrCart, cmd.CartID)
	}
	return []event.Event{CartConfirmed(cmd)}, nil
}

// RegisterCarts takes the commands of carts.
func RegisterCarts(commands command.Registrar, carts store.AggregateStore[Cart]) {
	command.On(commands, func(ctx context.Context, cmd AddItem) error {
		return decide(ctx, carts, cmd.CartID, func(c Cart) ([]event.Event, error) { return c.Add(cmd) })
	})
	command.On(commands, func(ctx context.Context, cmd ConfirmCart) error {
		return decide(ctx, carts, cmd.CartID, func(c Cart) ([]event.Event, error) { return c.Confirm(cmd) })
	})
}

// decide needs no transaction: appending the events is the only write. Whoever was slower gets event.ErrConflict, and
// the retry policy decides again on what is there then.
func decide[A any](
	ctx context.Context,
	aggregates store.AggregateStore[A],
	id string,
	decide func(A) ([]event.Event, error),
) error {
	state, loaded, err := aggregates.Load(ctx, id)
	if err != nil {
		return err
	}
	events, err := decide(state)
	if err != nil {
		return retry.Permanent(err)
	}
	return aggregates.Save(ctx, id, loaded, events...)
}
