package semanticlock_test

import (
	"errors"
	"testing"

	lock "example.com/eda/patterns/semantic-lock"
)

// A revision and a cancellation, each of two steps, in every interleaving; the revision may fail half-way.
func TestOneOfTwoProcessesWinsAndTheOtherIsTold(t *testing.T) {
	for _, order := range [][]string{{"r", "r", "c", "c"}, {"r", "c", "r", "c"}, {"r", "c", "c", "r"}, {"c", "r", "r", "c"}, {"c", "r", "c", "r"}, {"c", "c", "r", "r"}} {
		for _, revisionFails := range []bool{false, true} {
			o := lock.Order{Status: lock.Approved, Quantity: 1}
			var revising, cancelling error
			turn := map[string]int{}
			for _, who := range order {
				turn[who]++
				switch {
				case who == "r" && turn[who] == 1:
					o, revising = o.BeginRevision("R1", 5)
				case who == "c" && turn[who] == 1:
					o, cancelling = o.BeginCancel("C1")
				case who == "r" && revisionFails:
					o = o.Undo("R1")
				case who == "r":
					o = o.Confirm("R1")
				default:
					o = o.Confirm("C1")
				}
			}
			if o.Holder != "" || o.Status == lock.RevisionPending || o.Status == lock.CancelPending {
				t.Errorf("%v: the lock is still held: %+v", order, o)
			}
			if (o.Status == lock.Cancelled) != (cancelling == nil) {
				t.Errorf("%v: cancelled %v, told %v", order, o.Status, cancelling)
			}
			if revised := o.Quantity == 5; revised != (revising == nil && !revisionFails) {
				t.Errorf("%v: quantity %d, told %v", order, o.Quantity, revising)
			}
		}
	}
}

func TestTheRefusalNamesTheHolder(t *testing.T) {
	o, _ := lock.Order{Status: lock.Approved}.BeginCancel("C1")
	_, err := o.BeginRevision("R1", 5)
	var busy lock.Busy
	if !errors.As(err, &busy) || busy.Holder != "C1" || err.Error() != "order is being cancelled by C1" {
		t.Fatal(err)
	}
	if same, err := o.BeginCancel("C1"); err != nil || same != o {
		t.Fatal("a repeat of the holder is not a conflict", err)
	}
}
