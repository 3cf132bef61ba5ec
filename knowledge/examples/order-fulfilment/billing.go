package orderfulfilment

import (
	"context"
	"errors"
	"fmt"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/store"
	"example.com/eda/platform/transaction"
)

// ErrDeclined is the card provider's final no.
var ErrDeclined = errors.New("card declined")

// Cards is the provider outside of our walls. Its effects cannot join a transaction of ours, so every call carries a
// key: the same key is the same charge and gives the same answer, however often we ask. Any error but ErrDeclined
// leaves the outcome unknown.
type Cards interface {
	Charge(ctx context.Context, key string, amount int) error
	Refund(ctx context.Context, key string, amount int) error
}

// PaymentAttempted is billing's own note that a charge may be under way. Nobody else hears of it.
type PaymentAttempted struct {
	OrderID string
	Amount  int
}

func (PaymentAttempted) Type() string { return "PaymentAttempted" }
func (e PaymentAttempted) ID() string { return "payment-attempted/" + e.OrderID }

// PaymentStatus is where a payment stands.
type PaymentStatus string

const (
	PaymentUnknown PaymentStatus = ""
	PaymentPending PaymentStatus = "pending" // the provider was asked, or is about to be
	PaymentTaken   PaymentStatus = "taken"
	PaymentSettled PaymentStatus = "settled" // declined or refunded: nothing will be charged any more
)

// Payment is what billing knows of the payment of one order.
type Payment struct {
	Status PaymentStatus
	Amount int
}

// EvolvePayment returns the payment after an event.
func EvolvePayment(p Payment, evt event.Event) Payment {
	switch e := evt.(type) {
	case PaymentAttempted:
		p.Status, p.Amount = PaymentPending, e.Amount
	case PaymentCompleted:
		p.Status = PaymentTaken
	case PaymentDeclined, PaymentRefunded:
		p.Status = PaymentSettled
	}
	return p
}

// Billing charges and refunds.
type Billing struct {
	scope    transaction.Scope
	payments store.AggregateStore[Payment]
	out      event.Publisher
	cards    Cards
}

// NewBilling returns the module; out must belong to the transactions of scope.
func NewBilling(
	scope transaction.Scope,
	payments store.AggregateStore[Payment],
	out event.Publisher,
	cards Cards,
) *Billing {
	return &Billing{scope: scope, payments: payments, out: event.Translate(out, external), cards: cards}
}

func external(evt event.Event) []event.Event {
	if _, own := evt.(PaymentAttempted); own {
		return nil
	}
	return []event.Event{evt}
}

// Register takes the module's commands.
func (b *Billing) Register(commands command.Registrar) {
	command.On(commands, b.request)
	command.On(commands, b.refund)
}

// request notes the attempt before it asks the provider, and the answer after. Whenever it is cut short, the command
// comes again and asks with the same key.
func (b *Billing) request(ctx context.Context, cmd RequestPayment) error {
	err := b.decide(ctx, cmd.OrderID, func(p Payment) []event.Event {
		if p.Status != PaymentUnknown {
			return nil
		}
		return []event.Event{PaymentAttempted(cmd)}
	})
	if err != nil {
		return err
	}
	return b.settle(ctx, cmd.OrderID)
}

// refund gives back what was charged. A charge whose outcome is unknown is asked about first. If there never was
// one, the refund is a tombstone: a request that was overtaken finds the payment settled.
func (b *Billing) refund(ctx context.Context, cmd RefundPayment) error {
	if err := b.settle(ctx, cmd.OrderID); err != nil {
		return err
	}
	payment, _, err := b.payments.Load(ctx, cmd.OrderID)
	if err != nil {
		return err
	}
	refunded := PaymentRefunded{OrderID: cmd.OrderID}
	if payment.Status == PaymentTaken {
		refunded.Amount = payment.Amount
		if err := b.cards.Refund(ctx, "refund/"+cmd.OrderID, payment.Amount); err != nil {
			return fmt.Errorf("refund order %s: %w", cmd.OrderID, err)
		}
	}
	return b.decide(ctx, cmd.OrderID, func(p Payment) []event.Event {
		if p.Status == PaymentSettled {
			return nil
		}
		return []event.Event{refunded}
	})
}

// settle turns a pending payment into a taken or a declined one.
func (b *Billing) settle(ctx context.Context, orderID string) error {
	payment, _, err := b.payments.Load(ctx, orderID)
	if err != nil || payment.Status != PaymentPending {
		return err
	}
	var outcome event.Event = PaymentCompleted{OrderID: orderID, Amount: payment.Amount}
	err = b.cards.Charge(ctx, "charge/"+orderID, payment.Amount)
	switch {
	case errors.Is(err, ErrDeclined):
		outcome = PaymentDeclined{OrderID: orderID, Reason: err.Error()}
	case err != nil:
		return fmt.Errorf("charge order %s: %w", orderID, err)
	}
	return b.decide(ctx, orderID, func(p Payment) []event.Event {
		if p.Status != PaymentPending {
			return nil
		}
		return []event.Event{outcome}
	})
}

func (b *Billing) decide(ctx context.Context, orderID string, decide func(Payment) []event.Event) error {
	return store.Execute(ctx, b.scope, b.payments, b.out, orderID, decide)
}
