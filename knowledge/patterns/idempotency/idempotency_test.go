package idempotency_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"example.com/eda/patterns/idempotency"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/memory"
)

// provider charges, and then loses its first answers, as real ones do.
type provider struct {
	charged map[string]int
	losing  int
}

func (p *provider) Charge(_ context.Context, key string, amount int) error {
	p.charged[key] = amount
	if p.losing > 0 {
		p.losing--
		return errors.New("timeout")
	}
	return nil
}

func (p *provider) total() (sum int) {
	for _, amount := range p.charged {
		sum += amount
	}
	return sum
}

func untilItWorks(work func(run int) error) {
	for run := 0; ; run++ {
		if work(run) == nil {
			return
		}
	}
}

func TestRankOneTheStateKnows(t *testing.T) {
	order, changed := idempotency.Order{}.MarkPaid()
	again, changedAgain := order.MarkPaid()
	if !changed || changedAgain || again != order {
		t.Fatal(order, changed, again, changedAgain)
	}
}

func TestRankTwoALostAnswerIsNotASecondCharge(t *testing.T) {
	bank := &provider{charged: map[string]int{}, losing: 3}
	untilItWorks(func(int) error { return idempotency.Charge(context.Background(), bank, "o1", 1, 500) })
	if bank.total() != 500 {
		t.Fatalf("charged %d", bank.total())
	}
}

// The harm: a key that is new in every run makes each retry a new wish.
func TestAMintedKeyChargesAgain(t *testing.T) {
	bank := &provider{charged: map[string]int{}, losing: 3}
	untilItWorks(func(run int) error { return bank.Charge(context.Background(), fmt.Sprint("uuid-", run), 500) })
	if bank.total() != 4*500 {
		t.Fatalf("charged %d, want the four charges a minted key leads to", bank.total())
	}
}

func TestTwoWishesAreTwoCharges(t *testing.T) {
	bank := &provider{charged: map[string]int{}}
	for _, wish := range []struct {
		order   string
		attempt int
	}{{"o1", 1}, {"o1", 2}, {"o2", 1}} {
		if err := idempotency.Charge(context.Background(), bank, wish.order, wish.attempt, 500); err != nil {
			t.Fatal(err)
		}
	}
	if bank.total() != 3*500 {
		t.Fatalf("charged %d", bank.total())
	}
}

func TestRankThreeKeyAndEffectShareATransaction(t *testing.T) {
	ctx, db := context.Background(), memory.New()
	seen, points := inbox.NewInMemory(db), memory.NewTable[string, int](db)
	failing := true
	untilItWorks(func(int) error {
		return idempotency.GivePoints(ctx, db, seen, "o1", func(ctx context.Context) error {
			had, _ := points.Get(ctx, "ann")
			points.Put(ctx, "ann", had+7)
			if failing {
				failing = false
				return errors.New("killed after the effect")
			}
			return nil
		})
	})
	_ = idempotency.GivePoints(ctx, db, seen, "o1", func(context.Context) error { panic("a repeat must not get here") })
	if got, _ := points.Get(ctx, "ann"); got != 7 {
		t.Fatalf("%d points", got)
	}
}
