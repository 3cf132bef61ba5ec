package orderfulfilment

import (
	"context"
	"errors"

	"example.com/eda/platform/faults"
	"example.com/eda/platform/memory"
)

// The parties the example does not own, as a world that can misbehave: they refuse, they answer too late
// to be heard, and they keep their books apart from ours.

type shelf struct {
	w     *faults.World
	stock *memory.Table[string, int]
}

func newShelf(w *faults.World, db *memory.Database, stock map[string]int) shelf {
	s := shelf{w, memory.NewTable[string, int](db)}
	for sku, quantity := range stock {
		s.stock.Put(context.Background(), sku, quantity)
	}
	return s
}

var _ Shelf = shelf{}

func (s shelf) Take(ctx context.Context, items []Item) (bool, error) {
	if s.w.May("out of stock") {
		return false, nil
	}
	for _, item := range items {
		if s.left(ctx, item.SKU) < item.Quantity {
			return false, nil
		}
	}
	return true, s.move(ctx, items, -1)
}

func (s shelf) PutBack(ctx context.Context, items []Item) error { return s.move(ctx, items, +1) }

func (s shelf) move(ctx context.Context, items []Item, sign int) error {
	for _, item := range items {
		s.stock.Put(ctx, item.SKU, s.left(ctx, item.SKU)+sign*item.Quantity)
	}
	return nil
}

func (s shelf) left(ctx context.Context, sku string) int {
	quantity, _ := s.stock.Get(ctx, sku)
	return quantity
}

type reservations struct{ rows *memory.Table[string, []Item] }

var _ Reservations = reservations{}

func (r reservations) Find(ctx context.Context, orderID string) ([]Item, bool, error) {
	items, found := r.rows.Get(ctx, orderID)
	return items, found, nil
}

func (r reservations) Save(ctx context.Context, orderID string, items []Item) error {
	r.rows.Put(ctx, orderID, items)
	return nil
}

var errNoAnswer = errors.New("no answer in time")

type cards struct {
	w       *faults.World
	answers *memory.Table[string, error] // by key: the provider's own idempotency
	booked  *memory.Table[string, int]
}

func newCards(w *faults.World) cards {
	db := memory.New()
	return cards{w: w, answers: memory.NewTable[string, error](db), booked: memory.NewTable[string, int](db)}
}

var _ Cards = cards{}

func (c cards) Charge(ctx context.Context, key string, amount int) error {
	return c.book(ctx, key, amount, "card declined")
}

func (c cards) Refund(ctx context.Context, key string, amount int) error {
	return c.book(ctx, key, -amount, "")
}

func (c cards) book(ctx context.Context, key string, amount int, refusal string) error {
	answer, known := c.answers.Get(ctx, key)
	if !known {
		if refusal != "" && c.w.May(refusal) {
			answer = ErrDeclined
		} else {
			c.booked.Put(ctx, key, amount)
		}
		c.answers.Put(ctx, key, answer)
	}
	c.w.Crash("after the card provider booked " + key)
	if c.w.May("no answer to " + key) {
		return errNoAnswer
	}
	return answer
}

func (c cards) balance(ctx context.Context) (sum int) {
	for _, amount := range c.booked.Values(ctx) {
		sum += amount
	}
	return sum
}

type carrier struct {
	w     *faults.World
	taken *memory.Table[string, error]
}

func newCarrier(w *faults.World) carrier {
	return carrier{w: w, taken: memory.NewTable[string, error](memory.New())}
}

var _ Carrier = carrier{}

func (c carrier) Take(ctx context.Context, key string, _ []Item) error {
	answer, known := c.taken.Get(ctx, key)
	if !known {
		if c.w.May("carrier refuses") {
			answer = ErrRefused
		}
		c.taken.Put(ctx, key, answer)
	}
	c.w.Crash("after the carrier took " + key)
	if c.w.May("no answer to " + key) {
		return errNoAnswer
	}
	return answer
}

func (c carrier) sent(ctx context.Context) (n int) {
	for _, refused := range c.taken.Values(ctx) {
		if refused == nil {
			n++
		}
	}
	return n
}
