package orderfulfilment

import (
	"context"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/transaction"
)

// Shelf counts what can still be sold. It must belong to the warehouse's transactions.
type Shelf interface {
	// Take removes the items, or nothing and reports false if there are not enough.
	Take(ctx context.Context, items []Item) (bool, error)
	// PutBack is the opposite of Take.
	PutBack(ctx context.Context, items []Item) error
}

// Reservations remembers what is set aside, by order. It must belong to the warehouse's transactions.
type Reservations interface {
	Find(ctx context.Context, orderID string) ([]Item, bool, error)
	Save(ctx context.Context, orderID string, items []Item) error
}

// Warehouse sets items aside. It keeps rows, not events: not every module has to be event-sourced.
type Warehouse struct {
	scope        transaction.Scope
	inbox        inbox.Store
	shelf        Shelf
	reservations Reservations
	out          event.Publisher
}

// NewWarehouse returns the module; everything it is given must belong to the transactions of scope.
func NewWarehouse(
	scope transaction.Scope,
	seen inbox.Store,
	shelf Shelf,
	reservations Reservations,
	out event.Publisher,
) *Warehouse {
	return &Warehouse{scope: scope, inbox: seen, shelf: shelf, reservations: reservations, out: out}
}

// Register takes the module's commands.
func (w *Warehouse) Register(commands command.Registrar) {
	command.On(commands, w.reserve)
	command.On(commands, w.release)
}

func (w *Warehouse) reserve(ctx context.Context, cmd ReserveStock) error {
	return inbox.Once(ctx, w.scope, w.inbox, "reservation/"+cmd.OrderID, func(ctx context.Context) error {
		enough, err := w.shelf.Take(ctx, cmd.Items)
		if err != nil {
			return err
		}
		if !enough {
			return w.out.Publish(ctx, OutOfStock{OrderID: cmd.OrderID})
		}
		if err := w.reservations.Save(ctx, cmd.OrderID, cmd.Items); err != nil {
			return err
		}
		return w.out.Publish(ctx, StockReserved(cmd))
	})
}

// release accepts the key of the reservation too: a reservation that was overtaken by its release comes to nothing.
func (w *Warehouse) release(ctx context.Context, cmd ReleaseStock) error {
	return inbox.Once(ctx, w.scope, w.inbox, "release/"+cmd.OrderID, func(ctx context.Context) error {
		if _, err := w.inbox.Accept(ctx, "reservation/"+cmd.OrderID); err != nil {
			return err
		}
		items, found, err := w.reservations.Find(ctx, cmd.OrderID)
		if err != nil {
			return err
		}
		if found {
			if err := w.shelf.PutBack(ctx, items); err != nil {
				return err
			}
		}
		return w.out.Publish(ctx, StockReleased(cmd))
	})
}
