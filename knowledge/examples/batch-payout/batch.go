package payout

import (
	"context"
	"maps"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/store"
	"example.com/eda/platform/transaction"
)

// The batch's own notes; nobody else hears of them.
type (
	payoutRecorded  RecordPayout
	refusalRecorded RecordRefusal
)

func (payoutRecorded) Type() string { return "PayoutRecorded" }
func (e payoutRecorded) ID() string { return "payout-recorded/" + e.BatchID + "/" + e.SellerID }

func (refusalRecorded) Type() string { return "RefusalRecorded" }
func (e refusalRecorded) ID() string { return "refusal-recorded/" + PayoutRefused(e).ID() }

// Batch counts.
type Batch struct {
	Round   int
	Open    bool     // the round waits for answers
	Payouts []Payout // all of them, in the order of the request
	Paid    map[string]bool
	Refused map[string]string // reason by seller, in this round
}

// EvolveBatch returns the batch after an event.
func EvolveBatch(b Batch, evt event.Event) Batch {
	switch e := evt.(type) {
	case RoundStarted:
		if e.Round == 1 {
			b.Payouts = e.Payouts
		}
		b.Round, b.Open, b.Refused = e.Round, true, nil
	case payoutRecorded:
		b.Paid = with(b.Paid, e.SellerID, true)
	case refusalRecorded:
		b.Refused = with(b.Refused, e.SellerID, e.Reason)
	case BatchCompleted, BatchPartlyFailed:
		b.Open = false
	}
	return b
}

// Start begins the first round.
func (b Batch) Start(cmd StartBatch) []event.Event {
	if b.Round > 0 {
		return nil
	}
	return []event.Event{RoundStarted{BatchID: cmd.BatchID, Round: 1, Payouts: cmd.Payouts}}
}

// Repeat begins the next round with those who are not paid, once the last one is over.
func (b Batch) Repeat(cmd RepeatBatch) []event.Event {
	if b.Open || b.Round == 0 || cmd.Round != b.Round+1 || len(b.unpaid()) == 0 {
		return nil
	}
	return []event.Event{RoundStarted{BatchID: cmd.BatchID, Round: cmd.Round, Payouts: b.unpaid()}}
}

// Record counts a seller as paid, whichever round it was, and closes the round with the last answer.
func (b Batch) Record(cmd RecordPayout) []event.Event {
	if b.Paid[cmd.SellerID] {
		return nil
	}
	return b.close(cmd.BatchID, payoutRecorded(cmd))
}

// Refuse counts a refusal of this round, and closes the round with the last answer. One of an earlier round is old news.
func (b Batch) Refuse(cmd RecordRefusal) []event.Event {
	if _, known := b.Refused[cmd.SellerID]; known || cmd.Round != b.Round || b.Paid[cmd.SellerID] {
		return nil
	}
	return b.close(cmd.BatchID, refusalRecorded(cmd))
}

// close adds the verdict to the event with which the last answer is in.
func (b Batch) close(batchID string, recorded event.Event) []event.Event {
	next := EvolveBatch(b, recorded)
	unpaid := next.unpaid()
	switch {
	case !b.Open || len(next.Refused) < len(unpaid):
		return []event.Event{recorded}
	case len(unpaid) == 0:
		return []event.Event{recorded, BatchCompleted{BatchID: batchID}}
	default:
		return []event.Event{recorded, BatchPartlyFailed{BatchID: batchID, Round: next.Round, Refused: next.Refused}}
	}
}

func (b Batch) unpaid() (open []Payout) {
	for _, p := range b.Payouts {
		if !b.Paid[p.SellerID] {
			open = append(open, p)
		}
	}
	return open
}

func with[V any](m map[string]V, key string, value V) map[string]V {
	changed := maps.Clone(m)
	if changed == nil {
		changed = map[string]V{}
	}
	changed[key] = value
	return changed
}

// Batches runs the decisions of batches.
type Batches struct {
	scope   transaction.Scope
	batches store.AggregateStore[Batch]
	out     event.Publisher
}

// NewBatches returns the module; out must belong to the transactions of scope.
func NewBatches(scope transaction.Scope, batches store.AggregateStore[Batch], out event.Publisher) *Batches {
	return &Batches{scope, batches, event.Translate(out, external)}
}

func external(evt event.Event) []event.Event {
	switch evt.(type) {
	case payoutRecorded, refusalRecorded:
		return nil
	}
	return []event.Event{evt}
}

// Register takes the module's commands.
func (b *Batches) Register(commands command.Registrar) {
	command.On(commands, func(ctx context.Context, cmd StartBatch) error {
		return b.decide(ctx, cmd.BatchID, func(b Batch) []event.Event { return b.Start(cmd) })
	})
	command.On(commands, func(ctx context.Context, cmd RepeatBatch) error {
		return b.decide(ctx, cmd.BatchID, func(b Batch) []event.Event { return b.Repeat(cmd) })
	})
	command.On(commands, func(ctx context.Context, cmd RecordPayout) error {
		return b.decide(ctx, cmd.BatchID, func(b Batch) []event.Event { return b.Record(cmd) })
	})
	command.On(commands, func(ctx context.Context, cmd RecordRefusal) error {
		return b.decide(ctx, cmd.BatchID, func(b Batch) []event.Event { return b.Refuse(cmd) })
	})
}

func (b *Batches) decide(ctx context.Context, batchID string, decide func(Batch) []event.Event) error {
	return store.Execute(ctx, b.scope, b.batches, b.out, batchID, decide)
}
