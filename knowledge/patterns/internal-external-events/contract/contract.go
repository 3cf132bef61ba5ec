// Package contract is what the shopping module promises to others. It changes only compatibly.
package contract

// ShoppingCartFinalized tells that a customer has decided, and on what.
type ShoppingCartFinalized struct {
	CartID     string `json:"cartId"`
	CustomerID string `json:"customerId"`
	Items      []Item `json:"items"`
	Total      int    `json:"total"` // in cents
}

// Item is a line of the cart.
type Item struct {
	SKU      string `json:"sku"`
	Quantity int    `json:"quantity"`
	Price    int    `json:"price"` // in cents, each
}

func (ShoppingCartFinalized) Type() string { return "ShoppingCartFinalized" }
func (e ShoppingCartFinalized) ID() string { return "shopping-cart-finalized/" + e.CartID }
