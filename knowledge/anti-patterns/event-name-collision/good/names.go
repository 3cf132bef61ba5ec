// Package orders lets customers call off what they have ordered.
package orders

import (
	"fmt"

	"example.com/eda/platform/event"
)

// Names on the wire.
const (
	TypeOrderPlaced         = "orders.order-placed"
	TypeOrderCancelled      = "orders.order-cancelled"
	TypeCancellationRefused = "orders.cancellation-refused"
)

// Catalogue is every event of a service, under its name on the wire.
type Catalogue map[string]event.Event

// NewCatalogue refuses to start a service in which two events share a name.
func NewCatalogue(events ...event.Event) (Catalogue, error) {
	catalogue := Catalogue{}
	for _, evt := range events {
		if other, taken := catalogue[evt.Type()]; taken {
			return nil, fmt.Errorf("orders: %T and %T are both called %q", other, evt, evt.Type())
		}
		catalogue[evt.Type()] = evt
	}
	return catalogue, nil
}

// Events is the catalogue of this service.
func Events() (Catalogue, error) { return NewCatalogue(OrderCancelled{}, CancellationRefused{}) }

// OrderCancelled says that the order will not be sent.
type OrderCancelled struct {
	OrderID string
	Cents   int64
}

// ID names the fact.
func (e OrderCancelled) ID() string { return "order-cancelled/" + e.OrderID }

// Type is the name on the wire.
func (OrderCancelled) Type() string { return TypeOrderCancelled }

// CancellationRefused says that it is too late: the parcel is on its way.
type CancellationRefused struct {
	OrderID string
	Cents   int64
}

// ID names the fact.
func (e CancellationRefused) ID() string { return "cancellation-refused/" + e.OrderID }

// Type is the name on the wire.
func (CancellationRefused) Type() string { return TypeCancellationRefused }
