package saga_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"example.com/eda/patterns/saga"
	"example.com/eda/platform/command"
	commandbus "example.com/eda/platform/command/bus"
	"example.com/eda/platform/event"
	eventbus "example.com/eda/platform/event/bus"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/memory"
	"example.com/eda/platform/outbox"
)

func TestEachEventHasOneAnswer(t *testing.T) {
	cases := []struct {
		event event.Event
		want  command.Command
	}{
		{saga.OrderPlaced{OrderID: "o1", Total: 500}, saga.RequestPayment{OrderID: "o1", Amount: 500}},
		{saga.PaymentCompleted{OrderID: "o1"}, saga.ReserveStock{OrderID: "o1"}},
		{saga.StockReserved{OrderID: "o1"}, saga.CompleteOrder{OrderID: "o1"}},
		{saga.PaymentDeclined{OrderID: "o1"}, saga.CancelOrder{OrderID: "o1"}},
		{saga.StockUnavailable{OrderID: "o1"}, saga.RefundPayment{OrderID: "o1"}},
		{saga.PaymentRefunded{OrderID: "o1"}, saga.CancelOrder{OrderID: "o1"}},
	}
	for _, c := range cases {
		t.Run(c.event.Type(), func(t *testing.T) {
			commands, events := commandbus.NewFake(), eventbus.NewInMemory()
			saga.New(commands).Subscribe(events)
			if err := events.Publish(context.Background(), c.event); err != nil {
				t.Fatal(err)
			}
			if got := commands.Sent(); !reflect.DeepEqual(got, []command.Command{c.want}) {
				t.Fatalf("sent %v, want %v", got, c.want)
			}
		})
	}
}

func TestALostCommandIsNotSwallowed(t *testing.T) {
	down, events := errors.New("broker down"), eventbus.NewInMemory()
	saga.New(commandbus.NewBroken(down)).Subscribe(events)
	if err := events.Publish(context.Background(), saga.OrderPlaced{OrderID: "o1"}); !errors.Is(err, down) {
		t.Fatalf("got %v, want the broker's error, so that the event is delivered again", err)
	}
}

// shop is the world around the saga: three modules over one database each, careful but able to refuse.
type shop struct {
	world *faults.World
	db    *memory.Database
	in    inbox.Store
	out   outbox.Store
	money *memory.Table[string, int]
	order *memory.Table[string, string]
}

func (s shop) once(key string, ctx context.Context, effect func(ctx context.Context) event.Event) error {
	return inbox.Once(ctx, s.db, s.in, key, func(ctx context.Context) error {
		if told := effect(ctx); told != nil {
			return outbox.Events(s.out).Publish(ctx, told)
		}
		return nil
	})
}

func (s shop) boot() {
	s.world.Relay(s.out)
	saga.New(s.world).Subscribe(s.world)
	command.On(s.world, func(ctx context.Context, c saga.RequestPayment) error {
		return s.once("pay/"+c.OrderID, ctx, func(ctx context.Context) event.Event {
			if s.world.May("refusal by payments") {
				return saga.PaymentDeclined{OrderID: c.OrderID}
			}
			s.money.Put(ctx, c.OrderID, c.Amount)
			return saga.PaymentCompleted{OrderID: c.OrderID}
		})
	})
	command.On(s.world, func(ctx context.Context, c saga.ReserveStock) error {
		return s.once("reserve/"+c.OrderID, ctx, func(context.Context) event.Event {
			if s.world.May("refusal by warehouse") {
				return saga.StockUnavailable{OrderID: c.OrderID}
			}
			return saga.StockReserved{OrderID: c.OrderID}
		})
	})
	command.On(s.world, func(ctx context.Context, c saga.RefundPayment) error {
		return s.once("refund/"+c.OrderID, ctx, func(ctx context.Context) event.Event {
			s.money.Delete(ctx, c.OrderID)
			return saga.PaymentRefunded{OrderID: c.OrderID}
		})
	})
	command.On(s.world, func(ctx context.Context, c saga.CompleteOrder) error {
		s.order.Put(ctx, c.OrderID, "completed")
		return nil
	})
	command.On(s.world, func(ctx context.Context, c saga.CancelOrder) error {
		s.order.Put(ctx, c.OrderID, "cancelled")
		return nil
	})
}

func TestMoneyIsKeptOnlyForACompletedOrder(t *testing.T) {
	failure, runs := faults.Count(faults.Limits{Faults: 2}, func(w *faults.World) faults.Check {
		ctx, db := context.Background(), w.Database("shop")
		s := shop{
			world: w, db: db, in: inbox.NewInMemory(db), out: outbox.NewInMemory(db),
			money: memory.NewTable[string, int](db), order: memory.NewTable[string, string](db),
		}
		w.Boot(s.boot)
		_ = w.Publish(ctx, saga.OrderPlaced{OrderID: "o1", Total: 500})
		return func() error {
			status, _ := s.order.Get(ctx, "o1")
			_, paid := s.money.Get(ctx, "o1")
			if status == "" || paid != (status == "completed") {
				return fmt.Errorf("order %q, paid %v", status, paid)
			}
			if dead := w.DeadLetters(); len(dead) > 0 {
				return fmt.Errorf("dead letters: %v", dead)
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
