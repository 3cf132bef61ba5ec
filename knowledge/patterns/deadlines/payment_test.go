package deadlines_test

import (
	"testing"

	"example.com/eda/patterns/deadlines"
)

// bank is a participant that takes money once and gives it back once; a refund that comes first is a tombstone.
type bank struct{ asked, taken, closed bool }

func (b *bank) request() []deadlines.Message {
	if b.asked || b.closed {
		return nil
	}
	b.asked, b.taken = true, true
	return []deadlines.Message{deadlines.PaymentCompleted}
}

func (b *bank) refund() []deadlines.Message {
	b.taken, b.closed = false, true
	return []deadlines.Message{deadlines.PaymentRefunded}
}

// run delivers in the order that choices say: each picks one of the messages on their way, 0 repeats it as well.
func run(choices []int) (deadlines.Status, bool) {
	status, b := deadlines.Waiting, &bank{}
	const ask = deadlines.Message("RequestPayment")
	pending := []deadlines.Message{ask, deadlines.DeadlinePassed}
	for step := 0; len(pending) > 0; step++ {
		choice := 1
		if step < len(choices) {
			choice = choices[step]
		}
		index := (choice / 2) % len(pending)
		m := pending[index]
		if repeat := choice%2 == 0; !repeat {
			pending = append(pending[:index:index], pending[index+1:]...)
		}
		if m == ask {
			pending = append(pending, b.request()...)
			continue
		}
		var wish deadlines.Wish
		if status, wish = deadlines.Decide(status, m); wish == deadlines.RefundPayment {
			pending = append(pending, b.refund()...)
		}
	}
	return status, b.taken
}

func TestCancelledMeansNoMoneyIsKeptInAnyOrder(t *testing.T) {
	seen := map[deadlines.Status]int{}
	for code := range 6 * 6 * 6 * 6 * 6 * 6 {
		choices := make([]int, 6)
		for i, rest := 0, code; i < len(choices); i, rest = i+1, rest/6 {
			choices[i] = rest % 6
		}
		status, taken := run(choices)
		seen[status]++
		if taken != (status == deadlines.Paid) || status == deadlines.Waiting || status == deadlines.GivenUp {
			t.Fatalf("choices %v: %s, money taken %v", choices, status, taken)
		}
	}
	if seen[deadlines.Paid] == 0 || seen[deadlines.Cancelled] == 0 {
		t.Fatalf("not all endings were reached: %v", seen)
	}
}

func TestALateDeadlineChangesNothing(t *testing.T) {
	for _, s := range []deadlines.Status{deadlines.Paid, deadlines.GivenUp, deadlines.Cancelled} {
		if after, wish := deadlines.Decide(s, deadlines.DeadlinePassed); after != s || wish != deadlines.Nothing {
			t.Errorf("%s: %s, %s", s, after, wish)
		}
	}
}

func TestASuccessAfterGivingUpIsUndone(t *testing.T) {
	for _, s := range []deadlines.Status{deadlines.GivenUp, deadlines.Cancelled} {
		if _, wish := deadlines.Decide(s, deadlines.PaymentCompleted); wish != deadlines.RefundPayment {
			t.Errorf("%s: %q, and the customer's money stays", s, wish)
		}
	}
}
