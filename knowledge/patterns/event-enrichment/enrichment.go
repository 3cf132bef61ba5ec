// Package enrichment completes an internal event for others, from the state as it was at that event.
package enrichment

import (
	"context"
	"fmt"

	"example.com/eda/platform/event"
)

// ItemAdded is internal to the cart.
type ItemAdded struct {
	CartID, SKU string
	Price       int // in cents
}

func (ItemAdded) Type() string { return "ItemAdded" }
func (e ItemAdded) ID() string { return "item-added/" + e.CartID + "/" + e.SKU }

// CartConfirmed is internal to the cart, and too small for anybody else.
type CartConfirmed struct{ CartID string }

func (CartConfirmed) Type() string { return "CartConfirmed" }
func (e CartConfirmed) ID() string { return "cart-confirmed/" + e.CartID }

// CartFinalized is what the others get: complete enough that nobody has to call back.
type CartFinalized struct {
	CartID  string
	SKUs    []string
	Total   int
	Version event.Version // of the cart it tells of; part of the identity
}

func (CartFinalized) Type() string { return "CartFinalized" }
func (e CartFinalized) ID() string { return fmt.Sprintf("cart-finalized/%s/%d", e.CartID, e.Version) }

// Enrich folds the cart up to the event that is being told of and no further. Whatever has happened since, and
// however often the forwarder repeats itself, the external event is the same.
func Enrich(ctx context.Context, carts event.Stream, confirmed event.Recorded) (CartFinalized, error) {
	history, err := carts.Read(ctx, confirmed.Stream, 0)
	if err != nil {
		return CartFinalized{}, fmt.Errorf("read %s: %w", confirmed.Stream, err)
	}
	finalized := CartFinalized{Version: confirmed.Version}
	for _, recorded := range history {
		if recorded.Version > confirmed.Version {
			break
		}
		switch e := recorded.Event.(type) {
		case ItemAdded:
			finalized.SKUs = append(finalized.SKUs, e.SKU)
			finalized.Total += e.Price
		case CartConfirmed:
			finalized.CartID = e.CartID
		}
	}
	return finalized, nil
}
