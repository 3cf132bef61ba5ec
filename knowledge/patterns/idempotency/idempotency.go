// Package idempotency makes running twice the same as running once, by the strongest means at hand.
package idempotency

import (
	"context"
	"errors"
	"fmt"

	"example.com/eda/platform/inbox"
	"example.com/eda/platform/transaction"
)

// Order is an order as far as its payment goes.
type Order struct{ Paid bool }

// MarkPaid is rank one: the state itself knows. It reports whether anything changed, and there is nothing to remember.
func (o Order) MarkPaid() (Order, bool) {
	if o.Paid {
		return o, false
	}
	return Order{Paid: true}, true
}

// Provider charges cards. The same key is the same charge, with the same answer, however often it is asked.
type Provider interface {
	Charge(ctx context.Context, key string, amount int) error
}

// ErrDeclined is a definite no. Any other error leaves open whether the charge happened.
var ErrDeclined = errors.New("declined")

// Key names the wish: the order, and which attempt of the customer it is. A retry of ours is the same wish; only after
// a definite no may the customer wish again, with the next attempt.
func Key(orderID string, attempt int) string { return fmt.Sprintf("charge/%s/%d", orderID, attempt) }

// Charge is rank two: the receiver deduplicates. The key is the same in every run of this function.
func Charge(ctx context.Context, provider Provider, orderID string, attempt, amount int) error {
	if err := provider.Charge(ctx, Key(orderID, attempt), amount); err != nil {
		return fmt.Errorf("charge order %s: %w", orderID, err)
	}
	return nil
}

// GivePoints is rank three: adding is not idempotent, and the effect is in our own database, so the key is remembered
// in the same transaction.
func GivePoints(ctx context.Context, scope transaction.Scope, seen inbox.Store, orderID string, add func(ctx context.Context) error) error {
	return inbox.Once(ctx, scope, seen, "points/"+orderID, add)
}
