package payout

import (
	"context"
	"fmt"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
)

// Saga forwards, and nothing else: it does not count. Who is missing and when a round is over is a business question, and
// the batch answers it.
type Saga struct{ commands command.Bus }

// NewSaga returns a saga that sends to a durable bus.
func NewSaga(commands command.Bus) *Saga { return &Saga{commands} }

// Subscribe lists the process.
func (s *Saga) Subscribe(events event.Subscriber) {
	event.On(events, s.onRoundStarted)
	event.On(events, s.onPayoutMade)
	event.On(events, s.onPayoutRefused)
}

// onRoundStarted fans out. A crash in the middle sends the first ones again when the event comes again: each command has
// the id it had before.
func (s *Saga) onRoundStarted(ctx context.Context, e RoundStarted) error {
	for _, p := range e.Payouts {
		cmd := PayOut{BatchID: e.BatchID, SellerID: p.SellerID, Round: e.Round, Amount: p.Amount}
		if err := s.commands.Send(ctx, cmd); err != nil {
			return fmt.Errorf("pay %s: %w", p.SellerID, err)
		}
	}
	return nil
}

func (s *Saga) onPayoutMade(ctx context.Context, e PayoutMade) error {
	return s.commands.Send(ctx, RecordPayout(e))
}

func (s *Saga) onPayoutRefused(ctx context.Context, e PayoutRefused) error {
	return s.commands.Send(ctx, RecordRefusal(e))
}
