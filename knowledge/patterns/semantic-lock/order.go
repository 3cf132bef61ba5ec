// Package semanticlock lets one process at a time change an order, in words everybody understands.
package semanticlock

import "fmt"

// Status is what everybody may see.
type Status string

const (
	Approved        Status = "approved"
	RevisionPending Status = "being revised"
	CancelPending   Status = "being cancelled"
	Cancelled       Status = "cancelled"
)

// Order is an order with the process that holds it.
type Order struct {
	Status   Status
	Quantity int
	Holder   string // the process that may confirm or undo
	Wanted   int    // by the revision under way
}

// Busy tells who holds the order. It is refused at once: queues of processes end in deadlocks.
type Busy struct {
	Status Status
	Holder string
}

func (b Busy) Error() string { return fmt.Sprintf("order is %s by %s", b.Status, b.Holder) }

// BeginRevision takes the lock for a new quantity.
func (o Order) BeginRevision(process string, quantity int) (Order, error) {
	return o.begin(process, RevisionPending, quantity)
}

// BeginCancel takes the lock for the end.
func (o Order) BeginCancel(process string) (Order, error) {
	return o.begin(process, CancelPending, o.Quantity)
}

func (o Order) begin(process string, pending Status, wanted int) (Order, error) {
	switch {
	case o.Holder == process && o.Status == pending:
		return o, nil
	case o.Status != Approved:
		return o, Busy{Status: o.Status, Holder: o.Holder}
	}
	o.Status, o.Holder, o.Wanted = pending, process, wanted
	return o, nil
}

// Confirm ends what the holder began. From anybody else, or a second time, it changes nothing.
func (o Order) Confirm(process string) Order {
	if o.Holder != process {
		return o
	}
	if o.Status == CancelPending {
		return Order{Status: Cancelled, Quantity: o.Quantity}
	}
	return Order{Status: Approved, Quantity: o.Wanted}
}

// Undo gives the lock back. It belongs to every way a process can end badly.
func (o Order) Undo(process string) Order {
	if o.Holder != process {
		return o
	}
	return Order{Status: Approved, Quantity: o.Quantity}
}
