// Package compensation undoes what was done, in reverse, even when the undo overtakes the step.
package compensation

import "slices"

// Entry is a line of a process's history.
type Entry struct {
	Step    string
	Outcome Outcome
}

// Outcome is what is known of a step.
type Outcome string

const (
	Asked   Outcome = "asked" // no answer yet: it may have happened
	Done    Outcome = "done"
	Refused Outcome = "refused"
	Undone  Outcome = "undone"
)

// Plan returns the steps to undo, last first: those that are done and those that may be. It looks only at what
// happened to this process, so a branch that was not taken is not compensated.
func Plan(history []Entry) []string {
	last := map[string]Outcome{}
	var order []string
	for _, entry := range history {
		if _, known := last[entry.Step]; !known {
			order = append(order, entry.Step)
		}
		last[entry.Step] = entry.Outcome
	}
	slices.Reverse(order)
	return slices.DeleteFunc(order, func(step string) bool {
		return last[step] == Refused || last[step] == Undone
	})
}

// Payment is one payment as the participant keeps it.
type Payment struct{ Status Status }

// Status is where a payment stands.
type Status string

const (
	Unknown  Status = "" // never heard of
	Taken    Status = "taken"
	Refunded Status = "refunded" // also when there was nothing to refund yet: the tombstone
)

// Request takes the money, unless it was taken before or the undo came first. It returns how much moved.
func (p Payment) Request(amount int) (Payment, int) {
	if p.Status != Unknown {
		return p, 0
	}
	return Payment{Status: Taken}, amount
}

// Refund gives the money back. It cannot be refused, and repeating it moves nothing. A refund that arrives before
// its payment leaves a tombstone, which the payment will find.
func (p Payment) Refund(amount int) (Payment, int) {
	if p.Status != Taken {
		return Payment{Status: Refunded}, 0
	}
	return Payment{Status: Refunded}, -amount
}
