package holds

import (
	"context"
	"fmt"
	"time"

	"example.com/eda/platform/command"
	"example.com/eda/platform/deadline"
	"example.com/eda/platform/event"
	"example.com/eda/platform/transaction"
)

// How long things last. A hold outlives the wait for the other one by far, so that a commit rarely finds it expired;
// when it does, the booking is undone.
const (
	Patience = 5 * time.Minute
	HoldTime = 30 * time.Minute
)

// Bookings stores the state of the processes, in the manager's transactions.
type Bookings interface {
	Load(ctx context.Context, bookingID string) (Booking, error)
	// Save fails with event.ErrConflict if the stored version has moved on.
	Save(ctx context.Context, bookingID string, state Booking) error
}

// Manager runs bookings: input and output only.
type Manager struct {
	scope     transaction.Scope
	bookings  Bookings
	commands  command.Bus
	events    event.Publisher
	deadlines deadline.Scheduler
	now       func() time.Time
}

// NewManager returns a manager; the buses and the scheduler must belong to the transactions of scope: an outbox.
func NewManager(
	scope transaction.Scope,
	bookings Bookings,
	commands command.Bus,
	events event.Publisher,
	deadlines deadline.Scheduler,
	now func() time.Time,
) *Manager {
	return &Manager{scope: scope, bookings: bookings, commands: commands, events: events, deadlines: deadlines, now: now}
}

// Register takes the inputs of the process.
func (m *Manager) Register(commands command.Registrar, events event.Subscriber) {
	command.On(commands, func(ctx context.Context, cmd BookSeat) error {
		return m.scope.Within(ctx, func(ctx context.Context) error {
			due := m.now().Add(Patience)
			if err := m.deadlines.Schedule(ctx, due, ExpireBooking{BookingID: cmd.BookingID}); err != nil {
				return err
			}
			return m.advance(ctx, cmd.BookingID, func(b Booking) (Booking, Outputs) { return b.Start(cmd) })
		})
	})
	command.On(commands, func(ctx context.Context, cmd ExpireBooking) error {
		return m.advance(ctx, cmd.BookingID, Booking.Expire)
	})
	answer(m, events, func(e PaymentAuthorised) string { return e.BookingID })
	answer(m, events, func(e PaymentRefused) string { return e.BookingID })
	answer(m, events, func(e SeatReserved) string { return e.BookingID })
	answer(m, events, func(e SeatTaken) string { return e.BookingID })
	answer(m, events, func(e SeatConfirmed) string { return e.BookingID })
	answer(m, events, func(e ReservationExpired) string { return e.BookingID })
	answer(m, events, func(e PaymentCaptured) string { return e.BookingID })
	answer(m, events, func(e AuthorisationExpired) string { return e.BookingID })
	answer(m, events, func(e PaymentVoided) string { return e.BookingID })
	answer(m, events, func(e SeatReleased) string { return e.BookingID })
}

// answer correlates an event with its process by the booking it names.
func answer[E event.Event](m *Manager, events event.Subscriber, bookingID func(E) string) {
	event.On(events, func(ctx context.Context, evt E) error {
		return m.advance(ctx, bookingID(evt), func(b Booking) (Booking, Outputs) { return b.Apply(evt) })
	})
}

func (m *Manager) advance(ctx context.Context, bookingID string, step func(Booking) (Booking, Outputs)) error {
	return m.scope.Within(ctx, func(ctx context.Context) error {
		state, err := m.bookings.Load(ctx, bookingID)
		if err != nil {
			return fmt.Errorf("load booking %s: %w", bookingID, err)
		}
		next, out := step(state)
		if err := m.bookings.Save(ctx, bookingID, next); err != nil {
			return fmt.Errorf("save booking %s: %w", bookingID, err)
		}
		for _, cmd := range out.Send {
			if err := m.commands.Send(ctx, cmd); err != nil {
				return fmt.Errorf("send %s: %w", cmd.Type(), err)
			}
		}
		for _, evt := range out.Publish {
			if err := m.events.Publish(ctx, evt); err != nil {
				return fmt.Errorf("publish %s: %w", evt.Type(), err)
			}
		}
		return nil
	})
}
