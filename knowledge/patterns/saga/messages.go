// Package saga fulfils an order by answering each event with the next command.
package saga

// OrderPlaced tells that an order waits for its payment.
type OrderPlaced struct {
	OrderID string
	Total   int // in cents
}

func (OrderPlaced) Type() string { return "OrderPlaced" }
func (e OrderPlaced) ID() string { return "order-placed/" + e.OrderID }

// PaymentCompleted tells that the money of an order is taken.
type PaymentCompleted struct{ OrderID string }

func (PaymentCompleted) Type() string { return "PaymentCompleted" }
func (e PaymentCompleted) ID() string { return "payment-completed/" + e.OrderID }

// PaymentDeclined tells that no money will be taken.
type PaymentDeclined struct{ OrderID string }

func (PaymentDeclined) Type() string { return "PaymentDeclined" }
func (e PaymentDeclined) ID() string { return "payment-declined/" + e.OrderID }

// StockReserved tells that the goods are set aside.
type StockReserved struct{ OrderID string }

func (StockReserved) Type() string { return "StockReserved" }
func (e StockReserved) ID() string { return "stock-reserved/" + e.OrderID }

// StockUnavailable tells that the goods cannot be had.
type StockUnavailable struct{ OrderID string }

func (StockUnavailable) Type() string { return "StockUnavailable" }
func (e StockUnavailable) ID() string { return "stock-unavailable/" + e.OrderID }

// PaymentRefunded tells that the money is given back.
type PaymentRefunded struct{ OrderID string }

func (PaymentRefunded) Type() string { return "PaymentRefunded" }
func (e PaymentRefunded) ID() string { return "payment-refunded/" + e.OrderID }

// RequestPayment asks payments to take the money.
type RequestPayment struct {
	OrderID string
	Amount  int
}

func (RequestPayment) Type() string { return "RequestPayment" }

// ReserveStock asks the warehouse to set the goods of an order aside.
type ReserveStock struct{ OrderID string }

func (ReserveStock) Type() string { return "ReserveStock" }

// RefundPayment asks payments to give the money back.
type RefundPayment struct{ OrderID string }

func (RefundPayment) Type() string { return "RefundPayment" }

// CompleteOrder asks sales to close an order in success.
type CompleteOrder struct{ OrderID string }

func (CompleteOrder) Type() string { return "CompleteOrder" }

// CancelOrder asks sales to close an order in vain.
type CancelOrder struct{ OrderID string }

func (CancelOrder) Type() string { return "CancelOrder" }
