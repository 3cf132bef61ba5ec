package returns

// Facts and requests of a return.
type (
	// ItemArrived says that a returned item is on the dock.
	ItemArrived struct{ ReturnID, OrderID, SKU string }
	// InspectItem asks the warehouse for the condition of an item.
	InspectItem struct{ ReturnID, OrderID, SKU string }
	// ItemInspected says what the warehouse found.
	ItemInspected struct{ ReturnID, OrderID, Condition string }
	// RefundReturn asks payments for the money that this condition is worth.
	RefundReturn struct{ ReturnID, OrderID, Condition string }
	// ReturnRefunded says how much that was.
	ReturnRefunded struct {
		ReturnID string
		Cents    int64
	}
	// ReturnClosed is the end.
	ReturnClosed struct {
		ReturnID string
		Cents    int64
	}
)

func (m InspectItem) ID() string    { return "inspect/" + m.ReturnID }
func (m RefundReturn) ID() string   { return "refund/" + m.ReturnID }
func (m ReturnRefunded) ID() string { return "refunded/" + m.ReturnID }
func (m ReturnClosed) ID() string   { return "closed/" + m.ReturnID }
func (InspectItem) Type() string    { return "InspectItem" }
func (RefundReturn) Type() string   { return "RefundReturn" }
func (ReturnRefunded) Type() string { return "ReturnRefunded" }
func (ReturnClosed) Type() string   { return "ReturnClosed" }
