package replaysafety_test

import (
	"context"
	"errors"
	"testing"

	replaysafety "example.com/eda/patterns/replay-safety"
	"example.com/eda/platform/command"
	commandbus "example.com/eda/platform/command/bus"
	"example.com/eda/platform/event"
	"example.com/eda/platform/event/stream"
	"example.com/eda/platform/memory"
)

type registered struct{ User string }

func (registered) Type() string { return "UserRegistered" }
func (e registered) ID() string { return "user-registered/" + e.User }

type welcome struct{ User string }

func (welcome) Type() string { return "SendWelcome" }

func TestARebuildSendsNothing(t *testing.T) {
	ctx, users := context.Background(), map[string]bool{}
	store, bus := stream.NewInMemory(memory.New()), commandbus.NewFake()
	register := func(user string) {
		if err := store.Append(ctx, "users", event.Any, registered{user}); err != nil {
			t.Fatal(err)
		}
	}
	runner := replaysafety.Runner{
		Stream: store, Commands: bus, Positions: map[string]event.Position{},
		Projections: []replaysafety.Projection{{
			Name:  "user list",
			Reset: func() { clear(users) },
			Apply: func(evt event.Event) {
				if e, ok := evt.(registered); ok {
					users[e.User] = true
				}
			},
		}},
	}
	register("ann") // long before there were welcome mails
	mails := replaysafety.Reactor{Name: "welcome", React: func(ctx context.Context, evt event.Event, commands command.Bus) error {
		if e, ok := evt.(registered); ok {
			return commands.Send(ctx, welcome(e))
		}
		return nil
	}}
	if err := runner.Start(ctx, mails); err != nil {
		t.Fatal(err)
	}
	register("bob")
	run := func() {
		if err := runner.Run(ctx); err != nil {
			t.Fatal(err)
		}
	}
	run()
	if sent := bus.Sent(); len(users) != 2 || len(sent) != 1 || sent[0] != (welcome{"bob"}) {
		t.Fatalf("%d users, sent %v; want a welcome for bob only", len(users), sent)
	}

	if err := runner.Rewind("user list"); err != nil || len(users) != 0 {
		t.Fatal(err, users)
	}
	run()
	if len(users) != 2 || len(bus.Sent()) != 1 {
		t.Fatalf("after the rebuild: %d users, sent %v", len(users), bus.Sent())
	}
	if err := runner.Rewind("welcome"); !errors.Is(err, replaysafety.ErrNotReplayable) {
		t.Fatalf("got %v", err)
	}
}
