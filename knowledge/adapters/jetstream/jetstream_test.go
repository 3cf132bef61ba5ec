package jetstream_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"

	"example.com/eda/adapters/codec"
	"example.com/eda/adapters/jetstream"
	"example.com/eda/platform/command"
	"example.com/eda/platform/deadletter"
	"example.com/eda/platform/event"
	"example.com/eda/platform/message"
)

type charge struct{ Order string }

func (charge) Type() string { return "Charge" }

type charged struct{ Order string }

func (charged) Type() string { return "Charged" }
func (c charged) ID() string { return "charged/" + c.Order }

type novel struct{}

func (novel) Type() string { return "Novel" }

func types() *codec.Codec {
	c := codec.New()
	codec.Register[charge](c)
	codec.Register[charged](c)
	return c
}

// run starts a NATS server inside the test, on files that outlive it.
func run(t *testing.T, dir string) (*nats.Conn, *server.Server) {
	t.Helper()
	s, err := server.NewServer(&server.Options{Port: server.RANDOM_PORT, JetStream: true, StoreDir: dir, NoLog: true, NoSigs: true})
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	if !s.ReadyForConnections(10 * time.Second) {
		t.Fatal("the NATS server does not start")
	}
	conn, err := nats.Connect(s.ClientURL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(); s.Shutdown(); s.WaitForShutdown() })
	return conn, s
}

var eager = jetstream.Options{Attempts: 3, Wait: time.Millisecond, AckWait: time.Second}

func connect(t *testing.T, conn *nats.Conn, dead deadletter.Queue) *jetstream.Connection {
	t.Helper()
	connection, err := jetstream.Connect(context.Background(), conn, types(), dead, eager)
	if err != nil {
		t.Fatal(err)
	}
	return connection
}

func start(t *testing.T, bus jetstream.Bus) {
	t.Helper()
	if err := bus.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(bus.Stop)
}

func receive[T any](t *testing.T, from <-chan T) (value T) {
	t.Helper()
	select {
	case value = <-from:
	case <-time.After(10 * time.Second):
		t.Fatal("nothing came")
	}
	return value
}

func TestACommandIsHandledOnceAndItsEventReachesEveryModule(t *testing.T) {
	ctx := context.Background()
	conn, _ := run(t, t.TempDir())
	connection := connect(t, conn, deadletter.NewFake())
	billing, mail, stock := jetstream.NewBus(connection, "billing"), jetstream.NewBus(connection, "mail"), jetstream.NewBus(connection, "stock")
	heard := make(chan string, 10)
	command.On(billing, func(ctx context.Context, cmd charge) error { return billing.Publish(ctx, charged(cmd)) })
	for name, bus := range map[string]jetstream.Bus{"mail": mail, "stock": stock} {
		event.On(bus, func(ctx context.Context, evt charged) error {
			msg, _ := message.From(ctx)
			heard <- fmt.Sprint(name, " heard of ", evt.Order, " caused by ", msg.CausationID != "")
			return nil
		})
		start(t, bus)
	}
	start(t, billing)
	if err := mail.Send(ctx, charge{"o1"}); err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{receive(t, heard): true, receive(t, heard): true}
	if !got["mail heard of o1 caused by true"] || !got["stock heard of o1 caused by true"] {
		t.Fatalf("heard %v", got)
	}
}

func TestACommandSurvivesARestartOfEverything(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	conn, s := run(t, dir)
	if err := jetstream.NewBus(connect(t, conn, deadletter.NewFake()), "shop").Send(ctx, charge{"o1"}); err != nil {
		t.Fatal(err)
	}
	conn.Close()
	s.Shutdown()
	s.WaitForShutdown()

	conn, _ = run(t, dir)
	billing, handled := jetstream.NewBus(connect(t, conn, deadletter.NewFake()), "billing"), make(chan string, 1)
	command.On(billing, func(_ context.Context, cmd charge) error { handled <- cmd.Order; return nil })
	start(t, billing)
	if got := receive(t, handled); got != "o1" {
		t.Fatalf("handled %s", got)
	}
}

func TestWhatFailsIsTriedAgainAndThenPutAside(t *testing.T) {
	ctx := context.Background()
	conn, _ := run(t, t.TempDir())
	dead := &letters{put: make(chan deadletter.Letter, 10)}
	connection := connect(t, conn, dead)
	billing := jetstream.NewBus(connection, "billing")
	var tries atomic.Int32
	handled := make(chan string, 10)
	command.On(billing, func(_ context.Context, cmd charge) error {
		switch {
		case cmd.Order == "poison":
			tries.Add(1)
			return errors.New("malformed")
		case cmd.Order == "flaky" && tries.Add(100) < 200:
			return errors.New("busy")
		}
		handled <- cmd.Order
		return nil
	})
	start(t, billing)
	for _, order := range []string{"poison", "flaky"} {
		if err := billing.Send(ctx, charge{order}); err != nil {
			t.Fatal(err)
		}
	}
	letter, order := receive(t, dead.put), receive(t, handled)
	if letter.Attempts != 3 || letter.Reason != "malformed" || order != "flaky" || tries.Load()%100 != 3 {
		t.Fatalf("letter %+v, handled %s, tries %d", letter, order, tries.Load())
	}
}

func TestWhatNobodyCanReadIsPutAside(t *testing.T) {
	ctx := context.Background()
	conn, _ := run(t, t.TempDir())
	dead := &letters{put: make(chan deadletter.Letter, 1)}
	billing := jetstream.NewBus(connect(t, conn, dead), "billing")
	command.On(billing, func(context.Context, novel) error { return nil })
	start(t, billing)
	if err := billing.Send(ctx, novel{}); err != nil {
		t.Fatal(err)
	}
	if letter := receive(t, dead.put); letter.Message.Body.Type() != "Novel" || letter.Attempts != 1 {
		t.Fatalf("letter %+v", letter)
	}
}

func TestASilentHandlerIsAskedAgain(t *testing.T) {
	ctx := context.Background()
	conn, _ := run(t, t.TempDir())
	billing := jetstream.NewBus(connect(t, conn, deadletter.NewFake()), "billing")
	second, calls := make(chan struct{}, 10), atomic.Int32{}
	command.On(billing, func(context.Context, charge) error {
		if calls.Add(1) == 1 {
			time.Sleep(1500 * time.Millisecond) // longer than AckWait: as good as dead
			return nil
		}
		second <- struct{}{}
		return nil
	})
	start(t, billing)
	if err := billing.Send(ctx, charge{"o1"}); err != nil {
		t.Fatal(err)
	}
	receive(t, second)
}

type letters struct {
	deadletter.Fake
	put chan deadletter.Letter
}

func (l *letters) Put(_ context.Context, letter deadletter.Letter) error {
	l.put <- letter
	return nil
}

func TestStream(t *testing.T) {
	ctx := context.Background()
	conn, _ := run(t, t.TempDir())
	events, err := jetstream.NewStream(ctx, conn, types())
	if err != nil {
		t.Fatal(err)
	}
	if err := events.Append(ctx, "order-1", 0, charged{"a"}, charged{"b"}); err != nil {
		t.Fatal(err)
	}
	if err := events.Append(ctx, "order-2", event.Any, charged{"c"}); err != nil {
		t.Fatal(err)
	}
	if err := events.Append(ctx, "order-1", 1, charged{"d"}); !errors.Is(err, event.ErrConflict) {
		t.Fatalf("got %v", err)
	}
	read, err := events.Read(ctx, "order-1", 1)
	if err != nil || len(read) != 1 || read[0].Event != (charged{"b"}) || read[0].Version != 2 {
		t.Fatalf("read %+v, %v", read, err)
	}
	all, err := events.ReadAll(ctx, event.Position{}, 2)
	if err != nil || len(all) != 2 {
		t.Fatalf("read %+v, %v", all, err)
	}
	rest, err := events.ReadAll(ctx, all[1].Position, 10)
	if err != nil || len(rest) != 1 || rest[0].Stream != "order-2" {
		t.Fatalf("read %+v, %v", rest, err)
	}
}

func TestOneOfManyWritersWinsEachVersion(t *testing.T) {
	ctx := context.Background()
	conn, _ := run(t, t.TempDir())
	events, err := jetstream.NewStream(ctx, conn, types())
	if err != nil {
		t.Fatal(err)
	}
	var wins atomic.Int32
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			for range 5 {
				seen, err := events.Read(ctx, "s", 0)
				if err != nil {
					t.Error(err)
					return
				}
				err = events.Append(ctx, "s", event.Version(len(seen)), charged{"x"})
				if err == nil {
					wins.Add(1)
				} else if !errors.Is(err, event.ErrConflict) {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	stored, err := events.Read(ctx, "s", 0)
	if err != nil || len(stored) != int(wins.Load()) {
		t.Fatalf("%d stored, %d appended, %v", len(stored), wins.Load(), err)
	}
}
