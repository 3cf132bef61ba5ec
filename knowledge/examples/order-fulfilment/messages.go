// Package orderfulfilment takes the payment of an order, reserves the stock and sends the package, each in
// a module with a database of its own. A stateless saga drives it forward, and back again when a step is refused.
package orderfulfilment

// What the modules say to each other. Commands are imperative and go to one module; events are facts, carry what
// the next step needs, and have an identity derived from the business fact, so that telling one twice is harmless.

// Item is a line of an order.
type Item struct {
	SKU      string
	Quantity int
}

// PlaceOrder asks sales for an order.
type PlaceOrder struct {
	OrderID string
	Items   []Item
	Total   int // in cents
}

func (PlaceOrder) Type() string { return "PlaceOrder" }

// OrderPlaced tells that an order waits for its payment.
type OrderPlaced struct {
	OrderID string
	Items   []Item
	Total   int
}

func (OrderPlaced) Type() string { return "OrderPlaced" }
func (e OrderPlaced) ID() string { return "order-placed/" + e.OrderID }

// RequestPayment asks billing to charge the customer.
type RequestPayment struct {
	OrderID string
	Amount  int
}

func (RequestPayment) Type() string { return "RequestPayment" }

// PaymentCompleted tells that the customer was charged.
type PaymentCompleted struct {
	OrderID string
	Amount  int
}

func (PaymentCompleted) Type() string { return "PaymentCompleted" }
func (e PaymentCompleted) ID() string { return "payment-completed/" + e.OrderID }

// PaymentDeclined tells that the customer was not charged and will not be.
type PaymentDeclined struct {
	OrderID string
	Reason  string
}

func (PaymentDeclined) Type() string { return "PaymentDeclined" }
func (e PaymentDeclined) ID() string { return "payment-declined/" + e.OrderID }

// RecordPayment asks sales to note a payment. Sales knows the items, so its answer can carry what
// the next step needs: that keeps the saga without state.
type RecordPayment struct{ OrderID string }

func (RecordPayment) Type() string { return "RecordPayment" }

// OrderPaymentRecorded tells that a paid order may be fulfilled, and what is in it.
type OrderPaymentRecorded struct {
	OrderID string
	Items   []Item
}

func (OrderPaymentRecorded) Type() string { return "OrderPaymentRecorded" }
func (e OrderPaymentRecorded) ID() string { return "order-payment-recorded/" + e.OrderID }

// ExpirePayment is what sales sends to itself when an order is placed, due when patience ends.
type ExpirePayment struct{ OrderID string }

func (ExpirePayment) Type() string { return "ExpirePayment" }

// OrderPaymentTimedOut tells that sales has stopped waiting for the payment.
type OrderPaymentTimedOut struct{ OrderID string }

func (OrderPaymentTimedOut) Type() string { return "OrderPaymentTimedOut" }
func (e OrderPaymentTimedOut) ID() string { return "order-payment-timed-out/" + e.OrderID }

// RefundPayment asks billing to see to it that the customer is not charged, whatever has happened so far.
type RefundPayment struct{ OrderID string }

func (RefundPayment) Type() string { return "RefundPayment" }

// PaymentRefunded tells that the customer has his money, and that no later request can take it.
type PaymentRefunded struct {
	OrderID string
	Amount  int // 0 if nothing was charged
}

func (PaymentRefunded) Type() string { return "PaymentRefunded" }
func (e PaymentRefunded) ID() string { return "payment-refunded/" + e.OrderID }

// ReserveStock asks the warehouse to set items aside.
type ReserveStock struct {
	OrderID string
	Items   []Item
}

func (ReserveStock) Type() string { return "ReserveStock" }

// StockReserved tells that the items are set aside.
type StockReserved struct {
	OrderID string
	Items   []Item
}

func (StockReserved) Type() string { return "StockReserved" }
func (e StockReserved) ID() string { return "stock-reserved/" + e.OrderID }

// OutOfStock tells that nothing was set aside.
type OutOfStock struct{ OrderID string }

func (OutOfStock) Type() string { return "OutOfStock" }
func (e OutOfStock) ID() string { return "out-of-stock/" + e.OrderID }

// ReleaseStock asks the warehouse to put the items back.
type ReleaseStock struct{ OrderID string }

func (ReleaseStock) Type() string { return "ReleaseStock" }

// StockReleased tells that nothing is set aside for the order, and nothing will be.
type StockReleased struct{ OrderID string }

func (StockReleased) Type() string { return "StockReleased" }
func (e StockReleased) ID() string { return "stock-released/" + e.OrderID }

// SendPackage asks shipping to hand the items to a carrier: the point of no return.
type SendPackage struct {
	OrderID string
	Items   []Item
}

func (SendPackage) Type() string { return "SendPackage" }

// PackageSent tells that the package is on its way.
type PackageSent struct{ OrderID string }

func (PackageSent) Type() string { return "PackageSent" }
func (e PackageSent) ID() string { return "package-sent/" + e.OrderID }

// PackageRefused tells that no carrier takes the package.
type PackageRefused struct{ OrderID string }

func (PackageRefused) Type() string { return "PackageRefused" }
func (e PackageRefused) ID() string { return "package-refused/" + e.OrderID }

// CompleteOrder asks sales to close the order as fulfilled. It cannot be refused.
type CompleteOrder struct{ OrderID string }

func (CompleteOrder) Type() string { return "CompleteOrder" }

// OrderCompleted tells that everything is done.
type OrderCompleted struct{ OrderID string }

func (OrderCompleted) Type() string { return "OrderCompleted" }
func (e OrderCompleted) ID() string { return "order-completed/" + e.OrderID }

// CancelOrder asks sales to close the order as cancelled, once everything is undone.
type CancelOrder struct{ OrderID string }

func (CancelOrder) Type() string { return "CancelOrder" }

// OrderCancelled tells that everything is undone.
type OrderCancelled struct{ OrderID string }

func (OrderCancelled) Type() string { return "OrderCancelled" }
func (e OrderCancelled) ID() string { return "order-cancelled/" + e.OrderID }
