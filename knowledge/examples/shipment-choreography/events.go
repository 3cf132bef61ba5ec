// Package shipment sells without a coordinator: orders, payments and shipping listen to each other's events, and so does
// whoever sends mails. Nobody knows the whole process; this file, the contract, is the nearest thing to it.
package shipment

// Item is a line of an order.
type Item struct {
	SKU      string
	Quantity int
}

// OrderPlaced is told by orders. It carries what every listener needs, so that nobody has to ask back.
type OrderPlaced struct {
	OrderID string
	Items   []Item
	Total   int // in cents
}

func (OrderPlaced) Type() string { return "OrderPlaced" }
func (e OrderPlaced) ID() string { return "order-placed/" + e.OrderID }

// PaymentCompleted is told by payments: the order may be shipped.
type PaymentCompleted struct {
	OrderID string
	Amount  int
}

func (PaymentCompleted) Type() string { return "PaymentCompleted" }
func (e PaymentCompleted) ID() string { return "payment-completed/" + e.OrderID }

// PaymentDeclined is told by payments: nothing was taken, nothing will be.
type PaymentDeclined struct{ OrderID string }

func (PaymentDeclined) Type() string { return "PaymentDeclined" }
func (e PaymentDeclined) ID() string { return "payment-declined/" + e.OrderID }

// PackageSent is told by shipping.
type PackageSent struct{ OrderID string }

func (PackageSent) Type() string { return "PackageSent" }
func (e PackageSent) ID() string { return "package-sent/" + e.OrderID }

// OutOfStock is told by shipping: the order will not be shipped. Payments listens, and gives the money back.
type OutOfStock struct{ OrderID string }

func (OutOfStock) Type() string { return "OutOfStock" }
func (e OutOfStock) ID() string { return "out-of-stock/" + e.OrderID }

// PaymentRefunded is told by payments.
type PaymentRefunded struct {
	OrderID string
	Amount  int
}

func (PaymentRefunded) Type() string { return "PaymentRefunded" }
func (e PaymentRefunded) ID() string { return "payment-refunded/" + e.OrderID }
