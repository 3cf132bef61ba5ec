package groupcheckout

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"example.com/eda/platform/event"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/memory"
	"example.com/eda/platform/outbox"
)

var guests = []string{"ann", "bob", "cyd"}

// Scenario checks three guests out. The front desk asks once more when the first attempt fails. Promised: each attempt has
// one verdict, nobody pays twice, and a completed checkout has left nobody behind.
func Scenario(w *faults.World) faults.Check {
	return scenario(w, func(c Checkouts) Checkouts { return c })
}

func scenario(w *faults.World, wrap func(Checkouts) Checkouts) faults.Check {
	desk, hotel := w.Database("front desk"), w.Database("stays")
	deskOut, hotelOut := outbox.NewInMemory(desk), outbox.NewInMemory(hotel)
	checkouts := rows{memory.NewTable[string, Checkout](desk)}
	bills := bills{w: w, paid: memory.NewTable[string, int](hotel)}
	verdicts := memory.NewTable[string, string](memory.New())
	w.Boot(func() {
		w.Relay(deskOut)
		w.Relay(hotelOut)
		NewManager(desk, wrap(checkouts), outbox.Commands(deskOut), outbox.Events(deskOut), outbox.Deadlines(deskOut), w.Now).
			Register(w, w)
		NewStays(hotel, bills, outbox.Events(hotelOut)).Register(w)
		event.On(w, func(ctx context.Context, e GroupCheckoutCompleted) error {
			verdicts.Put(ctx, e.ID(), fmt.Sprint(e.Attempt, " completed"))
			return nil
		})
		event.On(w, func(ctx context.Context, e GroupCheckoutFailed) error {
			verdicts.Put(ctx, e.ID(), fmt.Sprint(e.Attempt, " failed"))
			if e.Attempt > 1 {
				return nil
			}
			return w.Send(ctx, CheckOutGroup{GroupID: e.GroupID, Attempt: e.Attempt + 1})
		})
	})
	ctx := context.Background()
	_ = w.Send(ctx, CheckOutGroup{GroupID: "g1", Guests: guests, Attempt: 1})

	return func() error {
		state, err := checkouts.Load(ctx, "g1")
		if err != nil {
			return err
		}
		told, payments := strings.Join(verdicts.Values(ctx), ", "), bills.paid.Values(ctx)
		world := fmt.Errorf("%s at attempt %d; told %q; out %v; payments %v", state.Status, state.Attempt, told, state.Out, payments)
		expected := map[string]Status{"1 completed": Completed, "1 failed, 2 completed": Completed, "1 failed, 2 failed": Failed}
		switch {
		case expected[told] != state.Status || state.Status == NotStarted:
			return world
		case slices.ContainsFunc(payments, func(n int) bool { return n != 1 }):
			return world
		case state.Status == Completed && len(payments) != len(guests):
			return world
		case w.Harmless() && told != "1 completed":
			return fmt.Errorf("nobody refused anything: %w", world)
		case len(w.DeadLetters()) > 0:
			return errors.New("dead letters")
		}
		return nil
	}
}

// rows keeps the state of processes in a table.
type rows struct {
	table *memory.Table[string, Checkout]
}

var _ Checkouts = rows{}

func (r rows) Load(ctx context.Context, groupID string) (Checkout, error) {
	state, _ := r.table.Get(ctx, groupID)
	return state, nil
}

func (r rows) Save(ctx context.Context, groupID string, state Checkout) error {
	if stored, _ := r.table.Get(ctx, groupID); stored.Version != state.Version {
		return event.ErrConflict
	}
	state.Version++
	r.table.Put(ctx, groupID, state)
	return nil
}

// bills charges guests; now and then one has not returned the key.
type bills struct {
	w    *faults.World
	paid *memory.Table[string, int]
}

var _ Bills = bills{}

func (b bills) Settle(ctx context.Context, guestID string) (string, error) {
	if _, paid := b.paid.Get(ctx, guestID); paid {
		return "", nil
	}
	if b.w.May(guestID + " has not returned the key") {
		return "key missing", nil
	}
	times, _ := b.paid.Get(ctx, guestID)
	b.paid.Put(ctx, guestID, times+1)
	return "", nil
}
