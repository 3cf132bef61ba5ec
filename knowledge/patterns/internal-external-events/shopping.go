// Package shopping keeps its events to itself and tells others what they mean.
package shopping

import (
	"example.com/eda/patterns/internal-external-events/contract"
	"example.com/eda/platform/event"
)

// ItemAdded is internal: it may change with every release of this module.
type ItemAdded struct {
	CartID, SKU     string
	Quantity, Price int
	DiscountRule    string // how the price came about is nobody else's business
}

func (ItemAdded) Type() string { return "ItemAdded" }
func (e ItemAdded) ID() string { return "item-added/" + e.CartID + "/" + e.SKU }

// CartConfirmed is internal, and no bigger than the fact.
type CartConfirmed struct{ CartID string }

func (CartConfirmed) Type() string { return "CartConfirmed" }
func (e CartConfirmed) ID() string { return "cart-confirmed/" + e.CartID }

// Cart is what the module knows of a cart.
type Cart struct {
	CustomerID string
	RiskScore  int
	Added      []ItemAdded
}

// External translates one internal event for everybody else: most mean nothing outside, one means a summary.
// Fields are named one by one, so that nothing leaves because it happened to be there.
func External(evt event.Event, cart Cart) []event.Event {
	confirmed, ok := evt.(CartConfirmed)
	if !ok {
		return nil
	}
	finalized := contract.ShoppingCartFinalized{CartID: confirmed.CartID, CustomerID: cart.CustomerID}
	for _, added := range cart.Added {
		item := contract.Item{SKU: added.SKU, Quantity: added.Quantity, Price: added.Price}
		finalized.Items = append(finalized.Items, item)
		finalized.Total += added.Quantity * added.Price
	}
	return []event.Event{finalized}
}
