// Package orders lets customers call off what they have ordered.
package orders

// Names on the wire.
const (
	TypeOrderPlaced         = "orders.order-placed"
	TypeOrderCancelled      = "orders.order-cancelled"
	TypeCancellationRefused = "orders.order-cancelled" // want event-name-collision
)

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
