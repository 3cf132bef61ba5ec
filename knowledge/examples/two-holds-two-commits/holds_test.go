package holds

import (
	"reflect"
	"testing"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/faults"
)

func TestNobodyPaysForNothing(t *testing.T) {
	cases := map[string]struct {
		scenario faults.Scenario
		faults   int
		runs     int
	}{
		"one person, any two faults":   {func(w *faults.World) faults.Check { return scenario(w, w, "ann") }, 2, 1_000},
		"two people, any single fault": {Scenario, 1, 100},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			failure, runs := faults.Count(faults.Limits{Faults: c.faults}, c.scenario)
			if failure != nil {
				t.Fatal(failure)
			}
			if runs < c.runs {
				t.Fatalf("only %d runs: the scenario has lost its faults", runs)
			}
		})
	}
}

// without drops the subscriptions to one type of event.
type without struct {
	event.Subscriber
	dropped string
}

func (s without) Subscribe(evt event.Event, handler event.Handler) {
	if evt.Type() != s.dropped {
		s.Subscriber.Subscribe(evt, handler)
	}
}

// Eight answers are needed: leave one out, and the search finds the booking that gets stuck. The two refusals only hasten
// what the deadline would do anyway.
func TestAnswersAreNeeded(t *testing.T) {
	answers := []event.Event{
		PaymentAuthorised{}, SeatReserved{}, SeatConfirmed{}, ReservationExpired{},
		PaymentCaptured{}, AuthorisationExpired{}, PaymentVoided{}, SeatReleased{},
	}
	for _, answer := range answers {
		t.Run(answer.Type(), func(t *testing.T) {
			failure := faults.Search(faults.Limits{}, func(w *faults.World) faults.Check {
				return scenario(w, without{w, answer.Type()}, "ann")
			})
			if failure == nil {
				t.Fatal("the process works without it")
			}
		})
	}
}

func TestBooking(t *testing.T) {
	holding := Booking{Status: Holding, ID: "b", SeatID: "s"}
	both := Booking{Status: Confirming, ID: "b", SeatID: "s", Authorised: true, Reserved: true}
	capturing, undoing := both, both
	capturing.Status, undoing.Status = Capturing, Undoing
	undo := Outputs{Send: []command.Command{VoidPayment{"b"}, ReleaseSeat{"b", "s"}}}
	cases := map[string]struct {
		given  Booking
		when   event.Event
		status Status
		want   Outputs
	}{
		"waits for the second hold":   {holding, PaymentAuthorised{BookingID: "b"}, Holding, Outputs{}},
		"takes the seat first":        {Booking{Status: Holding, ID: "b", SeatID: "s", Authorised: true}, SeatReserved{"b", "s"}, Confirming, Outputs{Send: []command.Command{ConfirmSeat{"b", "s"}}}},
		"takes the money last":        {both, SeatConfirmed{"b", "s"}, Capturing, Outputs{Send: []command.Command{CapturePayment{"b"}}}},
		"is done with the money":      {capturing, PaymentCaptured{"b"}, Completed, Outputs{Publish: []event.Event{BookingCompleted{"b"}}}},
		"goes back if refused":        {holding, SeatTaken{"b", "s"}, Undoing, undo},
		"goes back if a hold is gone": {capturing, AuthorisationExpired{"b"}, Undoing, undo},
		"a late hold changes nothing": {undoing, SeatReserved{"b", "s"}, Undoing, Outputs{}},
		"waits for both undone":       {undoing, PaymentVoided{"b"}, Undoing, Outputs{}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			next, got := c.given.Apply(c.when)
			if next.Status != c.status || !reflect.DeepEqual(got, c.want) {
				t.Fatalf("got %s %+v, want %s %+v", next.Status, got, c.status, c.want)
			}
		})
	}
	if next, got := both.Expire(); next.Status != Confirming || !reflect.DeepEqual(got, Outputs{}) {
		t.Fatalf("a late deadline led to %s %+v", next.Status, got)
	}
}

// A booking that was given up gets no hold any more, however late the request comes.
func TestTombstonesAreNeeded(t *testing.T) {
	seat := EvolveSeat(Seat{}, SeatReleased{"b", "s"})
	if got := seat.Reserve(ReserveSeat{"b", "s"}); got != nil {
		t.Fatalf("got %+v for a booking that is given up", got)
	}
	payment := EvolvePayment(Payment{}, PaymentVoided{"b"})
	if got := payment.Authorise(AuthorisePayment{BookingID: "b", Amount: 1}, false); got != nil {
		t.Fatalf("got %+v for a booking that is given up", got)
	}
}
