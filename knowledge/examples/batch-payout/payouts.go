package payout

import (
	"context"
	"errors"
	"fmt"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/retry"
	"example.com/eda/platform/store"
	"example.com/eda/platform/transaction"
)

// ErrRefused is the bank's final no to one request. Any other error leaves the outcome unknown.
var ErrRefused = errors.New("bank refused")

// Bank pays once per key, and gives the same answer to the same key.
type Bank interface {
	Pay(ctx context.Context, key, sellerID string, amount int) error
}

// Payment is the payment of one seller in one batch.
type Payment struct {
	Round   int // of the last request that was answered
	Paid    bool
	Refused string
}

// EvolvePayment returns the payment after an event.
func EvolvePayment(p Payment, evt event.Event) Payment {
	switch e := evt.(type) {
	case PayoutMade:
		p.Paid = true
	case PayoutRefused:
		p.Round, p.Refused = e.Round, e.Reason
	}
	return p
}

// Payouts pays one seller at a time.
type Payouts struct {
	scope    transaction.Scope
	payments store.AggregateStore[Payment]
	out      event.Publisher
	bank     Bank
	policy   retry.Policy
}

// NewPayouts returns the module; out must belong to the transactions of scope. What the bank does not answer is asked again
// with policy, then by redelivery.
func NewPayouts(
	scope transaction.Scope,
	payments store.AggregateStore[Payment],
	out event.Publisher,
	bank Bank,
	policy retry.Policy,
) *Payouts {
	return &Payouts{scope: scope, payments: payments, out: out, bank: bank, policy: policy}
}

// Register takes the module's command.
func (p *Payouts) Register(commands command.Registrar) { command.On(commands, p.payOut) }

// payOut turns every outcome but an unknown one into an event: somebody counts the answers, so a refusal that is only
// logged would leave the batch open for ever.
func (p *Payouts) payOut(ctx context.Context, cmd PayOut) error {
	id := cmd.BatchID + "/" + cmd.SellerID
	payment, _, err := p.payments.Load(ctx, id)
	if err != nil {
		return err
	}
	if payment.Paid || cmd.Round <= payment.Round {
		return nil // answered before, and the outbox has seen to it that the answer gets there
	}
	// The key changes with the round, and a round begins only after a definite no: while the outcome is unknown, the
	// same key asks again.
	key := fmt.Sprintf("payout/%s/%d", id, cmd.Round)
	err = p.policy.Run(ctx, func(ctx context.Context) error {
		err := p.bank.Pay(ctx, key, cmd.SellerID, cmd.Amount)
		if errors.Is(err, ErrRefused) {
			return retry.Permanent(err)
		}
		return err
	})
	var outcome event.Event = PayoutMade{BatchID: cmd.BatchID, SellerID: cmd.SellerID}
	if retry.IsPermanent(err) {
		outcome = PayoutRefused{BatchID: cmd.BatchID, SellerID: cmd.SellerID, Round: cmd.Round, Reason: err.Error()}
	} else if err != nil {
		return fmt.Errorf("pay %s: %w", id, err)
	}
	return store.Execute(ctx, p.scope, p.payments, p.out, id, func(payment Payment) []event.Event {
		if payment.Paid || cmd.Round <= payment.Round {
			return nil
		}
		return []event.Event{outcome}
	})
}
