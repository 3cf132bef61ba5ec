package shipment

import (
	"context"
	"errors"
	"fmt"

	"example.com/eda/platform/event"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/memory"
	"example.com/eda/platform/outbox"
)

// Scenario places one order, and promises that it ends shipped, paid and mailed, or cancelled with the money back.
func Scenario(w *faults.World) faults.Check {
	return scenario(w, func(s event.Subscriber) event.Subscriber { return s })
}

func scenario(w *faults.World, wrap func(event.Subscriber) event.Subscriber) faults.Check {
	ordersDB, paymentsDB, shippingDB := w.Database("orders"), w.Database("payments"), w.Database("shipping")
	ordersOut, paymentsOut, shippingOut := outbox.NewInMemory(ordersDB), outbox.NewInMemory(paymentsDB), outbox.NewInMemory(shippingDB)
	paymentsIn := inbox.NewInMemory(paymentsDB)
	book := book{memory.NewTable[string, Status](ordersDB)}
	ledger := ledger{w, memory.NewTable[int, int](paymentsDB)}
	parcels := parcels{w, memory.NewTable[string, Parcel](shippingDB), memory.NewTable[int, string](shippingDB)}
	mails := &mails{w: w}
	orders := NewOrders(ordersDB, book, outbox.Events(ordersOut))
	w.Boot(func() {
		w.Relay(ordersOut)
		w.Relay(paymentsOut)
		w.Relay(shippingOut)
		events := wrap(w)
		orders.Subscribe(events)
		NewPayments(paymentsDB, paymentsIn, ledger, outbox.Events(paymentsOut)).Subscribe(events)
		NewShipping(shippingDB, parcels, outbox.Events(shippingOut)).Subscribe(events)
		SubscribeMails(events, mails)
	})
	ctx := context.Background()
	_ = orders.Place(ctx, "o1", []Item{{SKU: "book", Quantity: 1}}, 2_500)

	return func() error {
		status, _ := book.Status(ctx, "o1")
		balance, sent := ledger.balance(ctx), parcels.sent.Len(ctx)
		world := fmt.Errorf("order %s, customer paid %d, %d sent, %d mails", status, balance, sent, mails.sent)
		shipped := status == Shipped && balance == 2_500 && sent == 1 && mails.sent >= 1
		cancelled := status == Cancelled && balance == 0 && sent == 0 && mails.sent == 0
		switch {
		case !shipped && !cancelled, cancelled && w.Harmless():
			return world
		case len(w.DeadLetters()) > 0:
			return errors.New("dead letters")
		}
		return nil
	}
}

type book struct{ rows *memory.Table[string, Status] }

var _ Book = book{}

func (b book) Status(ctx context.Context, orderID string) (Status, error) {
	status, _ := b.rows.Get(ctx, orderID)
	return status, nil
}

func (b book) SetStatus(ctx context.Context, orderID string, status Status) error {
	b.rows.Put(ctx, orderID, status)
	return nil
}

// ledger has a line for every booking, so that a second one would show.
type ledger struct {
	w     *faults.World
	lines *memory.Table[int, int]
}

var _ Ledger = ledger{}

func (l ledger) Charge(ctx context.Context, _ string, amount int) (bool, error) {
	if l.w.May("card declined") {
		return false, nil
	}
	l.lines.Put(ctx, l.lines.Len(ctx), amount)
	return true, nil
}

func (l ledger) Refund(ctx context.Context, _ string) (int, error) {
	amount := l.balance(ctx)
	l.lines.Put(ctx, l.lines.Len(ctx), -amount)
	return amount, nil
}

func (l ledger) balance(ctx context.Context) (sum int) {
	for _, amount := range l.lines.Values(ctx) {
		sum += amount
	}
	return sum
}

type parcels struct {
	w    *faults.World
	rows *memory.Table[string, Parcel]
	sent *memory.Table[int, string]
}

var _ Parcels = parcels{}

func (p parcels) Load(ctx context.Context, orderID string) (Parcel, error) {
	parcel, _ := p.rows.Get(ctx, orderID)
	return parcel, nil
}

func (p parcels) Save(ctx context.Context, orderID string, parcel Parcel) error {
	p.rows.Put(ctx, orderID, parcel)
	return nil
}

func (p parcels) Dispatch(ctx context.Context, orderID string, _ []Item) (bool, error) {
	if p.w.May("out of stock") {
		return false, nil
	}
	p.sent.Put(ctx, p.sent.Len(ctx), orderID)
	return true, nil
}

type mails struct {
	w    *faults.World
	sent int
}

var _ Mailer = (*mails)(nil)

func (m *mails) Send(context.Context, string) error {
	if m.w.May("mail server down") {
		return errors.New("mail server down")
	}
	m.sent++
	return nil
}
