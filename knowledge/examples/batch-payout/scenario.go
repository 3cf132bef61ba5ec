package payout

import (
	"context"
	"errors"
	"fmt"

	"example.com/eda/platform/event"
	"example.com/eda/platform/event/stream"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/memory"
	"example.com/eda/platform/outbox"
	"example.com/eda/platform/retry"
	"example.com/eda/platform/store"
)

var owed = []Payout{{"ann", 100}, {"bob", 200}, {"cyd", 300}}

// Scenario pays three sellers. Whoever was refused is tried once more in a second round, after somebody has looked at the
// account. Promised: nobody is paid twice, and the batch says of everybody exactly whether he was paid.
func Scenario(w *faults.World) faults.Check {
	return scenario(w, func(b Bank) Bank { return b })
}

func scenario(w *faults.World, wrap func(Bank) Bank) faults.Check {
	batchDB, payoutDB := w.Database("batches"), w.Database("payouts")
	batchOut, payoutOut := outbox.NewInMemory(batchDB), outbox.NewInMemory(payoutDB)
	batches := store.New(stream.NewInMemory(batchDB), "batch", EvolveBatch)
	payments := store.New(stream.NewInMemory(payoutDB), "payment", EvolvePayment)
	bank := newBank(w)
	w.Boot(func() {
		w.Relay(batchOut)
		w.Relay(payoutOut)
		NewBatches(batchDB, batches, outbox.Events(batchOut)).Register(w)
		NewPayouts(payoutDB, payments, outbox.Events(payoutOut), wrap(bank), retry.NewFake(2)).Register(w)
		NewSaga(w).Subscribe(w)
		event.On(w, func(context.Context, BatchCompleted) error { return nil })
		event.On(w, func(ctx context.Context, e BatchPartlyFailed) error {
			if e.Round > 1 {
				return nil
			}
			return w.Send(ctx, RepeatBatch{BatchID: e.BatchID, Round: e.Round + 1})
		})
	})
	ctx := context.Background()
	_ = w.Send(ctx, StartBatch{BatchID: "may", Payouts: owed})

	return func() error {
		batch, _, err := batches.Load(ctx, "may")
		if err != nil {
			return err
		}
		for _, p := range owed {
			if got := bank.paid(ctx, p.SellerID); got != 0 && got != p.Amount || batch.Paid[p.SellerID] != (got > 0) {
				return fmt.Errorf("%s got %d of %d; the batch says %+v", p.SellerID, got, p.Amount, batch)
			}
		}
		switch {
		case batch.Open || batch.Round == 0:
			return fmt.Errorf("the batch still waits: %+v", batch)
		case w.Harmless() && (len(batch.Paid) != len(owed) || batch.Round != 1):
			return fmt.Errorf("nobody refused anything: %+v", batch)
		case len(w.DeadLetters()) > 0:
			return errors.New("dead letters")
		}
		return nil
	}
}

var errNoAnswer = errors.New("no answer in time")

// bank keeps its own books: it may refuse, and its answer may get lost.
type bank struct {
	w       *faults.World
	answers *memory.Table[string, error] // by key
	paidOut *memory.Table[string, int]   // by seller
}

func newBank(w *faults.World) bank {
	db := memory.New()
	return bank{w, memory.NewTable[string, error](db), memory.NewTable[string, int](db)}
}

var _ Bank = bank{}

func (b bank) Pay(ctx context.Context, key, sellerID string, amount int) error {
	answer, known := b.answers.Get(ctx, key)
	if !known {
		if b.w.May("account of " + sellerID + " is wrong") {
			answer = ErrRefused
		} else {
			b.paidOut.Put(ctx, sellerID, b.paid(ctx, sellerID)+amount)
		}
		b.answers.Put(ctx, key, answer)
	}
	b.w.Crash("after the bank decided on " + sellerID)
	if b.w.May("no answer for " + sellerID) {
		return errNoAnswer
	}
	return answer
}

func (b bank) paid(ctx context.Context, sellerID string) int {
	amount, _ := b.paidOut.Get(ctx, sellerID)
	return amount
}
