package holds

import (
	"context"
	"slices"
	"time"

	"example.com/eda/platform/command"
	"example.com/eda/platform/deadline"
	"example.com/eda/platform/event"
	"example.com/eda/platform/store"
	"example.com/eda/platform/transaction"
)

// ReservationLapsed is internal: a reservation has run out before anybody confirmed it.
type ReservationLapsed struct{ BookingID, SeatID string }

func (ReservationLapsed) Type() string { return "ReservationLapsed" }
func (e ReservationLapsed) ID() string { return "reservation-lapsed/" + e.BookingID }

// Seat is one seat, whoever wants it: the place where two bookings meet.
type Seat struct {
	Holder   string   // the booking it is kept or sold for
	Sold     bool     // to the holder
	Answered []string // bookings that have had their answer
	Released []string // bookings that will not get it any more
}

// EvolveSeat returns the seat after an event.
func EvolveSeat(s Seat, evt event.Event) Seat {
	switch e := evt.(type) {
	case SeatReserved:
		s.Holder, s.Answered = e.BookingID, append(slices.Clip(s.Answered), e.BookingID)
	case SeatTaken:
		s.Answered = append(slices.Clip(s.Answered), e.BookingID)
	case SeatConfirmed:
		s.Sold = true
	case ReservationLapsed:
		s.Holder = ""
	case SeatReleased:
		s.Released = append(slices.Clip(s.Released), e.BookingID)
		if s.Holder == e.BookingID {
			s.Holder, s.Sold = "", false
		}
	}
	return s
}

// Reserve keeps the seat for the first who asks.
func (s Seat) Reserve(cmd ReserveSeat) []event.Event {
	switch {
	case slices.Contains(s.Answered, cmd.BookingID) || slices.Contains(s.Released, cmd.BookingID):
		return nil
	case s.Holder != "":
		return []event.Event{SeatTaken(cmd)}
	}
	return []event.Event{SeatReserved(cmd)}
}

// Confirm sells the seat to its holder. Whose reservation is gone is told so.
func (s Seat) Confirm(cmd ConfirmSeat) []event.Event {
	switch {
	case s.Holder != cmd.BookingID:
		return []event.Event{ReservationExpired(cmd)}
	case s.Sold:
		return nil
	}
	return []event.Event{SeatConfirmed(cmd)}
}

// Lapse lets a reservation go whose time is up. A seat that is sold, or kept for another by now, stays as it is.
func (s Seat) Lapse(cmd ExpireReservation) []event.Event {
	if s.Holder != cmd.BookingID || s.Sold {
		return nil
	}
	return []event.Event{ReservationLapsed(cmd)}
}

// Release gives the seat back, also a sold one, and refuses a request that is still to come.
func (s Seat) Release(cmd ReleaseSeat) []event.Event {
	if slices.Contains(s.Released, cmd.BookingID) {
		return nil
	}
	return []event.Event{SeatReleased(cmd)}
}

// Seats runs the decisions.
type Seats struct {
	scope     transaction.Scope
	seats     store.AggregateStore[Seat]
	out       event.Publisher
	deadlines deadline.Scheduler
	now       func() time.Time
}

// Register takes the module's commands.
func (s *Seats) Register(commands command.Registrar) {
	command.On(commands, func(ctx context.Context, cmd ReserveSeat) error {
		return s.scope.Within(ctx, func(ctx context.Context) error {
			if err := s.deadlines.Schedule(ctx, s.now().Add(HoldTime), ExpireReservation(cmd)); err != nil {
				return err
			}
			return s.decide(ctx, cmd.SeatID, func(s Seat) []event.Event { return s.Reserve(cmd) })
		})
	})
	command.On(commands, func(ctx context.Context, cmd ConfirmSeat) error {
		return s.decide(ctx, cmd.SeatID, func(s Seat) []event.Event { return s.Confirm(cmd) })
	})
	command.On(commands, func(ctx context.Context, cmd ExpireReservation) error {
		return s.decide(ctx, cmd.SeatID, func(s Seat) []event.Event { return s.Lapse(cmd) })
	})
	command.On(commands, func(ctx context.Context, cmd ReleaseSeat) error {
		return s.decide(ctx, cmd.SeatID, func(s Seat) []event.Event { return s.Release(cmd) })
	})
}

func (s *Seats) decide(ctx context.Context, seatID string, decide func(Seat) []event.Event) error {
	return store.Execute(ctx, s.scope, s.seats, s.out, seatID, decide)
}
