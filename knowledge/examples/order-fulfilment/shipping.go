package orderfulfilment

import (
	"context"
	"errors"
	"fmt"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/transaction"
)

// ErrRefused is the carrier's final no.
var ErrRefused = errors.New("carrier refused the package")

// Carrier takes packages, one per key. Any error but ErrRefused leaves the outcome unknown.
type Carrier interface {
	Take(ctx context.Context, key string, items []Item) error
}

// Shipping hands packages to a carrier: the pivot of the process. Before it everything can be undone,
// after it nothing may fail.
type Shipping struct {
	scope   transaction.Scope
	inbox   inbox.Store
	carrier Carrier
	out     event.Publisher
}

// NewShipping returns the module; seen and out must belong to the transactions of scope.
func NewShipping(scope transaction.Scope, seen inbox.Store, carrier Carrier, out event.Publisher) *Shipping {
	return &Shipping{scope: scope, inbox: seen, carrier: carrier, out: out}
}

// Register takes the module's commands.
func (s *Shipping) Register(commands command.Registrar) { command.On(commands, s.send) }

// send asks the carrier before the transaction, because a transaction must not wait for strangers. What the
// inbox cannot prevent then, a second call, the key makes harmless.
func (s *Shipping) send(ctx context.Context, cmd SendPackage) error {
	var outcome event.Event = PackageSent{OrderID: cmd.OrderID}
	err := s.carrier.Take(ctx, "package/"+cmd.OrderID, cmd.Items)
	switch {
	case errors.Is(err, ErrRefused):
		outcome = PackageRefused{OrderID: cmd.OrderID}
	case err != nil:
		return fmt.Errorf("send package of order %s: %w", cmd.OrderID, err)
	}
	return inbox.Once(ctx, s.scope, s.inbox, "package/"+cmd.OrderID, func(ctx context.Context) error {
		return s.out.Publish(ctx, outcome)
	})
}
