package reservation_test

import (
	"testing"
	"time"

	reservation "example.com/eda/patterns/reservation-with-expiry"
)

var (
	noon  = time.Date(2030, 1, 1, 12, 0, 0, 0, time.UTC)
	after = noon.Add(time.Minute)
)

type message func(h reservation.Hold) (reservation.Hold, reservation.Answer)

var messages = map[string]message{
	"reserve": func(h reservation.Hold) (reservation.Hold, reservation.Answer) { return h.Reserve(noon) },
	"commit":  func(h reservation.Hold) (reservation.Hold, reservation.Answer) { return h.Commit() },
	"release": func(h reservation.Hold) (reservation.Hold, reservation.Answer) { return h.Release() },
	"expire":  func(h reservation.Hold) (reservation.Hold, reservation.Answer) { return h.Expire(after) },
}

// Any four messages in any order: what was confirmed as committed is never given away, and never the reverse.
func TestCommitAndExpiryNeverBothWin(t *testing.T) {
	var names []string
	for name := range messages {
		names = append(names, name)
	}
	for _, a := range names {
		for _, b := range names {
			for _, c := range names {
				for _, d := range names {
					play(t, a, b, c, d)
				}
			}
		}
	}
}

func play(t *testing.T, story ...string) {
	t.Helper()
	var hold reservation.Hold
	committed, closed := false, false
	for _, name := range story {
		var answer reservation.Answer
		hold, answer = messages[name](hold)
		committed = committed || answer == reservation.CommitConfirmed
		closed = closed || answer == reservation.ReservationClosed
	}
	if committed && closed {
		t.Errorf("%v: committed and released", story)
	}
	if committed != (hold.Status == reservation.Committed) {
		t.Errorf("%v: told committed %v, is %q", story, committed, hold.Status)
	}
}

func TestNothingIsHeldForEver(t *testing.T) {
	held, _ := reservation.Hold{}.Reserve(noon)
	if early, answer := held.Expire(noon.Add(-time.Second)); early.Status != reservation.Held || answer != reservation.Silence {
		t.Fatal("expired before its time")
	}
	if late, answer := held.Expire(after); late.Status != reservation.Released || answer != reservation.ReservationClosed {
		t.Fatal("a dead process keeps the seat")
	}
}
