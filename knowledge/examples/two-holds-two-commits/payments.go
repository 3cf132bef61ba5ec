package holds

import (
	"context"
	"time"

	"example.com/eda/platform/command"
	"example.com/eda/platform/deadline"
	"example.com/eda/platform/event"
	"example.com/eda/platform/store"
	"example.com/eda/platform/transaction"
)

// AuthorisationLapsed is internal: a hold has run out before anybody took it.
type AuthorisationLapsed struct{ BookingID string }

func (AuthorisationLapsed) Type() string { return "AuthorisationLapsed" }
func (e AuthorisationLapsed) ID() string { return "authorisation-lapsed/" + e.BookingID }

// Payment is the money of one booking.
type Payment struct {
	Held     int
	Captured int
	Answered bool // the authorisation was answered
	Voided   bool
}

// EvolvePayment returns the payment after an event.
func EvolvePayment(p Payment, evt event.Event) Payment {
	switch e := evt.(type) {
	case PaymentAuthorised:
		p.Held, p.Answered = e.Amount, true
	case PaymentRefused:
		p.Answered = true
	case PaymentCaptured:
		p.Held, p.Captured = 0, p.Captured+p.Held
	case AuthorisationLapsed:
		p.Held = 0
	case PaymentVoided:
		p.Held, p.Voided = 0, true
	}
	return p
}

// Authorise holds the money, unless the booking was voided before the request came.
func (p Payment) Authorise(cmd AuthorisePayment, refused bool) []event.Event {
	switch {
	case p.Answered || p.Voided:
		return nil
	case refused:
		return []event.Event{PaymentRefused{BookingID: cmd.BookingID}}
	}
	return []event.Event{PaymentAuthorised(cmd)}
}

// Capture takes what is held. A hold that is gone is answered, so that the process can go back.
func (p Payment) Capture(cmd CapturePayment) []event.Event {
	switch {
	case p.Captured > 0:
		return nil
	case p.Held == 0:
		return []event.Event{AuthorisationExpired(cmd)}
	}
	return []event.Event{PaymentCaptured(cmd)}
}

// Lapse lets a hold go whose time is up. A hold that was taken or voided is none.
func (p Payment) Lapse(cmd ExpireAuthorisation) []event.Event {
	if p.Held == 0 {
		return nil
	}
	return []event.Event{AuthorisationLapsed(cmd)}
}

// Void lets the hold go, and refuses one that is still to come.
func (p Payment) Void(cmd VoidPayment) []event.Event {
	if p.Voided || p.Captured > 0 {
		return nil
	}
	return []event.Event{PaymentVoided(cmd)}
}

// Payments runs the decisions.
type Payments struct {
	scope     transaction.Scope
	payments  store.AggregateStore[Payment]
	out       event.Publisher
	deadlines deadline.Scheduler
	now       func() time.Time
	refuses   func(bookingID string) bool
}

// Register takes the module's commands.
func (p *Payments) Register(commands command.Registrar) {
	command.On(commands, func(ctx context.Context, cmd AuthorisePayment) error {
		return p.scope.Within(ctx, func(ctx context.Context) error {
			due := p.now().Add(HoldTime)
			if err := p.deadlines.Schedule(ctx, due, ExpireAuthorisation{BookingID: cmd.BookingID}); err != nil {
				return err
			}
			refused := p.refuses(cmd.BookingID)
			return p.decide(ctx, cmd.BookingID, func(p Payment) []event.Event { return p.Authorise(cmd, refused) })
		})
	})
	command.On(commands, func(ctx context.Context, cmd CapturePayment) error {
		return p.decide(ctx, cmd.BookingID, func(p Payment) []event.Event { return p.Capture(cmd) })
	})
	command.On(commands, func(ctx context.Context, cmd ExpireAuthorisation) error {
		return p.decide(ctx, cmd.BookingID, func(p Payment) []event.Event { return p.Lapse(cmd) })
	})
	command.On(commands, func(ctx context.Context, cmd VoidPayment) error {
		return p.decide(ctx, cmd.BookingID, func(p Payment) []event.Event { return p.Void(cmd) })
	})
}

func (p *Payments) decide(ctx context.Context, bookingID string, decide func(Payment) []event.Event) error {
	return store.Execute(ctx, p.scope, p.payments, p.out, bookingID, decide)
}
