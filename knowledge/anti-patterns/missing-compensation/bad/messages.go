package tickets

// Facts.
type (
	// OrderPlaced starts the sale.
	OrderPlaced struct {
		OrderID string
		Cents   int64
	}
	// CustomerCharged says that we have the money.
	CustomerCharged struct{ OrderID string }
	// ChargeDeclined says that we will not get it.
	ChargeDeclined struct{ OrderID string }
	// SeatsUnavailable says that there are not enough seats left.
	SeatsUnavailable struct{ OrderID string }
)

// Requests.
type (
	// ChargeCustomer takes the money.
	ChargeCustomer struct {
		OrderID string
		Cents   int64
	}
	// RefundCustomer gives it back.
	RefundCustomer struct{ OrderID string }
	// AssignSeats takes seats off the plan.
	AssignSeats struct{ OrderID string }
	// CancelOrder ends the sale.
	CancelOrder struct{ OrderID, Reason string }
)

func (ChargeCustomer) Type() string { return "ChargeCustomer" }
func (RefundCustomer) Type() string { return "RefundCustomer" }
func (AssignSeats) Type() string    { return "AssignSeats" }
func (CancelOrder) Type() string    { return "CancelOrder" }
