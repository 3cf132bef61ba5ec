package holds

import (
	"context"
	"fmt"

	"example.com/eda/platform/event"
	"example.com/eda/platform/event/stream"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/memory"
	"example.com/eda/platform/outbox"
	"example.com/eda/platform/store"
)

const price = 4_000

// Scenario lets two people book the same seat. Promised: whoever has a completed booking has the seat and has paid for it
// once; whoever has a cancelled one has neither, and nothing is held; both have one of the two; and when nothing goes
// wrong, one of them gets the seat.
func Scenario(w *faults.World) faults.Check { return scenario(w, w, "ann", "bob") }

func scenario(w *faults.World, answers event.Subscriber, people ...string) faults.Check {
	bookingDB, paymentsDB, seatsDB := w.Database("booking"), w.Database("payments"), w.Database("seats")
	bookingOut, paymentsOut, seatsOut := outbox.NewInMemory(bookingDB), outbox.NewInMemory(paymentsDB), outbox.NewInMemory(seatsDB)
	bookings := rows{memory.NewTable[string, Booking](bookingDB)}
	payments := store.New(stream.NewInMemory(paymentsDB), "payment", EvolvePayment)
	seats := store.New(stream.NewInMemory(seatsDB), "seat", EvolveSeat)
	w.Boot(func() {
		for _, out := range []outbox.Store{bookingOut, paymentsOut, seatsOut} {
			w.Relay(out)
		}
		NewManager(bookingDB, bookings, outbox.Commands(bookingOut), outbox.Events(bookingOut), outbox.Deadlines(bookingOut), w.Now).
			Register(w, answers)
		refuses := func(id string) bool { return w.May("card of " + id + " refused") }
		(&Payments{paymentsDB, payments, event.Translate(outbox.Events(paymentsOut), external), outbox.Deadlines(paymentsOut), w.Now, refuses}).
			Register(w)
		(&Seats{seatsDB, seats, event.Translate(outbox.Events(seatsOut), external), outbox.Deadlines(seatsOut), w.Now}).
			Register(w)
	})
	ctx := context.Background()
	for _, id := range people {
		_ = w.Send(ctx, BookSeat{BookingID: id, SeatID: "7A", Price: price})
	}

	return func() error {
		seat, _, err := seats.Load(ctx, "7A")
		if err != nil {
			return err
		}
		sold := 0
		for _, id := range people {
			booking, _ := bookings.Load(ctx, id)
			payment, _, err := payments.Load(ctx, id)
			if err != nil {
				return err
			}
			has := seat.Holder == id
			completed := booking.Status == Completed && payment.Captured == price && has && seat.Sold
			cancelled := booking.Status == Cancelled && payment.Captured == 0 && !has
			if payment.Held != 0 || !completed && !cancelled {
				return fmt.Errorf("%s: booking %s, payment %+v, seat %+v", id, booking.Status, payment, seat)
			}
			if completed {
				sold++
			}
		}
		switch {
		case w.Harmless() && sold != 1:
			return fmt.Errorf("nobody refused anything, yet %d have the seat", sold)
		case len(w.DeadLetters()) > 0:
			return fmt.Errorf("dead letters %v", w.DeadLetters())
		}
		return nil
	}
}

// external keeps the notes of a module to itself.
func external(evt event.Event) []event.Event {
	switch evt.(type) {
	case AuthorisationLapsed, ReservationLapsed:
		return nil
	}
	return []event.Event{evt}
}

type rows struct {
	table *memory.Table[string, Booking]
}

var _ Bookings = rows{}

func (r rows) Load(ctx context.Context, bookingID string) (Booking, error) {
	state, _ := r.table.Get(ctx, bookingID)
	return state, nil
}

func (r rows) Save(ctx context.Context, bookingID string, state Booking) error {
	if stored, _ := r.table.Get(ctx, bookingID); stored.Version != state.Version {
		return event.ErrConflict
	}
	state.Version++
	r.table.Put(ctx, bookingID, state)
	return nil
}
