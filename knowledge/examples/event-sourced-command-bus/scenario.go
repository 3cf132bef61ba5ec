package commandbus

import (
	"context"
	"errors"
	"fmt"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/event/stream"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/memory"
	"example.com/eda/platform/retry"
	"example.com/eda/platform/store"
)

// Scenario fills a cart, sends one command that can never succeed, and confirms the cart. Promised: one order with
// everything that was in the cart, one dead letter, and nobody waits behind it.
func Scenario(w *faults.World) faults.Check {
	db := w.Database("events")
	streams := crashing{stream.NewInMemory(db), w}
	commands := NewBus(streams)
	carts, orders := store.New[Cart](streams, "cart", EvolveCart), store.New[Order](streams, "order", EvolveOrder)
	versions := table[event.Version]{memory.NewTable[string, event.Version](db)}
	positions := table[event.Position]{memory.NewTable[string, event.Position](db)}
	w.Boot(func() {
		processor := NewProcessor(streams, versions, retry.NewFake(4), w.Dead())
		RegisterCarts(processor, busy{carts, w})
		RegisterOrders(processor, orders)
		w.Poll(processor.Once)
		w.Poll(NewForwarder(streams, positions, w).Once)
		SubscribeOrders(w, commands)
	})
	ctx := context.Background()
	for _, cmd := range []command.Command{
		AddItem{CartID: "c1", LineID: "1", SKU: "book", Price: 2_000},
		ConfirmCart{CartID: "empty", ClientID: "ann"},
		AddItem{CartID: "c1", LineID: "2", SKU: "pen", Price: 500},
		ConfirmCart{CartID: "c1", ClientID: "ann"},
	} {
		send(ctx, w, commands, cmd)
	}

	return func() error {
		order, version, err := orders.Load(ctx, "order-of-c1")
		if err != nil {
			return err
		}
		if order.Times != 1 || version != 1 || order.Total != 2_500 {
			return fmt.Errorf("ordered %d times, total %d", order.Times, order.Total)
		}
		if dead := w.DeadLetters(); len(dead) != 1 || dead[0].Message.Body.Type() != "ConfirmCart" {
			return fmt.Errorf("dead letters %v", dead)
		}
		return nil
	}
}

// send is a client that may not hear the answer, and then asks again.
func send(ctx context.Context, w *faults.World, commands command.Bus, cmd command.Command) {
	_ = commands.Send(ctx, cmd)
	if w.May("the answer to " + cmd.Type() + " is lost") {
		_ = commands.Send(ctx, cmd)
	}
}

// crashing streams can be the last thing a process writes.
type crashing struct {
	event.Stream
	w *faults.World
}

func (c crashing) Append(ctx context.Context, name string, expected event.Version, events ...event.Event) error {
	c.w.Crash("before append to " + name)
	err := c.Stream.Append(ctx, name, expected, events...)
	c.w.Crash("after append to " + name)
	return err
}

// busy carts cannot be loaded now and then, and now and then somebody else was faster.
type busy struct {
	store.AggregateStore[Cart]
	w *faults.World
}

var errBusy = errors.New("database is busy")

func (b busy) Load(ctx context.Context, id string) (Cart, event.Version, error) {
	if b.w.May("database is busy") {
		return Cart{}, 0, errBusy
	}
	return b.AggregateStore.Load(ctx, id)
}

func (b busy) Save(ctx context.Context, id string, loaded event.Version, events ...event.Event) error {
	if len(events) > 0 && b.w.May("somebody else adds an item") {
		other := ItemAdded{CartID: id, LineID: "other", SKU: "gift", Price: 0}
		if err := b.AggregateStore.Save(ctx, id, loaded, other); err != nil {
			return err
		}
	}
	return b.AggregateStore.Save(ctx, id, loaded, events...)
}

type table[P any] struct{ rows *memory.Table[string, P] }

var _ Checkpoints[int] = table[int]{}

func (t table[P]) Load(ctx context.Context, reader string) (P, error) {
	place, _ := t.rows.Get(ctx, reader)
	return place, nil
}

func (t table[P]) Save(ctx context.Context, reader string, place P) error {
	t.rows.Put(ctx, reader, place)
	return nil
}
