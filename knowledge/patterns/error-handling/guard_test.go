package errorhandling_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	eh "example.com/eda/patterns/error-handling"
	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/memory"
	"example.com/eda/platform/outbox"
	"example.com/eda/platform/retry"
)

type pay struct{ OrderID string }

func (pay) Type() string { return "Pay" }

type paid struct{ OrderID string }

func (paid) Type() string { return "Paid" }
func (e paid) ID() string { return "paid/" + e.OrderID }

type paymentFailed struct{ OrderID, Reason string }

func (paymentFailed) Type() string { return "PaymentFailed" }
func (e paymentFailed) ID() string { return "payment-failed/" + e.OrderID }

// trouble is everything that can happen to a handler.
func trouble(w *faults.World) error {
	switch {
	case w.May("network"):
		return errors.New("connection refused")
	case w.May("refusal"):
		return retry.Permanent(errors.New("declined"))
	case w.May("bug"):
		panic("nil map")
	}
	return nil
}

func TestEveryCommandHasExactlyOneAnswer(t *testing.T) {
	failure, runs := faults.Count(faults.Limits{Faults: 3}, func(w *faults.World) faults.Check {
		ctx, db := context.Background(), w.Database("payments")
		answers := memory.NewTable[string, bool](db)
		out, in := outbox.NewInMemory(db), inbox.NewInMemory(db)
		w.Boot(func() {
			w.Relay(out)
			events := outbox.Events(out)
			guard := eh.Guard[pay]{
				Scope: db, Inbox: in, Out: events, Retries: retry.NewFake(2),
				Key: func(cmd pay) string { return "pay/" + cmd.OrderID },
				Effect: func(ctx context.Context, cmd pay) error {
					if err := events.Publish(ctx, paid(cmd)); err != nil {
						return err
					}
					return trouble(w)
				},
				Failed: func(cmd pay, reason error) event.Event {
					return paymentFailed{OrderID: cmd.OrderID, Reason: reason.Error()}
				},
			}
			command.On(w, guard.Handle)
			event.On(w, func(ctx context.Context, _ paid) error {
				answers.Put(ctx, "paid", true)
				return nil
			})
			event.On(w, func(ctx context.Context, _ paymentFailed) error {
				answers.Put(ctx, "failed", true)
				return nil
			})
		})
		_ = w.Send(ctx, pay{OrderID: "o1"})
		return func() error {
			if answers.Len(ctx) != 1 || len(w.DeadLetters()) > 0 {
				return fmt.Errorf("answers %v, dead letters %v", answers.Keys(ctx), w.DeadLetters())
			}
			return nil
		}
	})
	if failure != nil {
		t.Fatal(failure)
	}
	if runs < 100 {
		t.Fatalf("only %d runs", runs)
	}
}
