package shipment

import (
	"context"

	"example.com/eda/platform/event"
	"example.com/eda/platform/transaction"
)

// Parcel is what shipping knows of one order.
type Parcel struct {
	Items []Item // known once OrderPlaced has come
	Paid  bool   // known once PaymentCompleted has come
	Done  bool   // sent or refused
}

// Parcels stores them, in the transactions of shipping.
type Parcels interface {
	Load(ctx context.Context, orderID string) (Parcel, error)
	Save(ctx context.Context, orderID string, parcel Parcel) error
	// Dispatch takes the items off the shelf and sends them, or reports false if there are not enough.
	Dispatch(ctx context.Context, orderID string, items []Item) (bool, error)
}

// Shipping sends what is ordered and paid. The two facts come from two services, so either may come first.
type Shipping struct {
	scope   transaction.Scope
	parcels Parcels
	out     event.Publisher
}

// NewShipping returns the service; parcels and out must belong to the transactions of scope.
func NewShipping(scope transaction.Scope, parcels Parcels, out event.Publisher) *Shipping {
	return &Shipping{scope: scope, parcels: parcels, out: out}
}

// Subscribe listens to orders and payments.
func (s *Shipping) Subscribe(events event.Subscriber) {
	event.On(events, func(ctx context.Context, e OrderPlaced) error {
		return s.learn(ctx, e.OrderID, func(p Parcel) Parcel { p.Items = e.Items; return p })
	})
	event.On(events, func(ctx context.Context, e PaymentCompleted) error {
		return s.learn(ctx, e.OrderID, func(p Parcel) Parcel { p.Paid = true; return p })
	})
}

// learn adds a fact, and acts once both are known. A fact that comes twice changes nothing.
func (s *Shipping) learn(ctx context.Context, orderID string, add func(Parcel) Parcel) error {
	return s.scope.Within(ctx, func(ctx context.Context) error {
		parcel, err := s.parcels.Load(ctx, orderID)
		if err != nil {
			return err
		}
		parcel = add(parcel)
		if parcel.Done || !parcel.Paid || parcel.Items == nil {
			return s.parcels.Save(ctx, orderID, parcel)
		}
		parcel.Done = true
		if err := s.parcels.Save(ctx, orderID, parcel); err != nil {
			return err
		}
		sent, err := s.parcels.Dispatch(ctx, orderID, parcel.Items)
		if err != nil {
			return err
		}
		if !sent {
			return s.out.Publish(ctx, OutOfStock{OrderID: orderID})
		}
		return s.out.Publish(ctx, PackageSent{OrderID: orderID})
	})
}
