package platform_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"example.com/eda/platform/command"
	commandbus "example.com/eda/platform/command/bus"
	"example.com/eda/platform/deadletter"
	"example.com/eda/platform/event"
	eventbus "example.com/eda/platform/event/bus"
	"example.com/eda/platform/event/stream"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/message"
	"example.com/eda/platform/outbox"
	"example.com/eda/platform/retry"
	"example.com/eda/platform/store"
)

type ask struct{ What string }

func (ask) Type() string { return "Ask" }

type told struct{ What string }

func (told) Type() string { return "Told" }
func (t told) ID() string { return "told/" + t.What }

func TestBusesDeliverInOrderAndNameTheCause(t *testing.T) {
	ctx := context.Background()
	commands, events := commandbus.NewInMemory(), eventbus.NewInMemory()
	var seen, causes []string
	command.On(commands, func(ctx context.Context, cmd ask) error {
		seen = append(seen, "ask "+cmd.What)
		return events.Publish(ctx, told{cmd.What})
	})
	event.On(events, func(ctx context.Context, evt told) error {
		msg, _ := message.From(ctx)
		seen, causes = append(seen, "told "+evt.What), append(causes, msg.CausationID)
		if evt.What == "first" {
			return commands.Send(ctx, ask{"second"})
		}
		return nil
	})
	if err := commands.Send(ctx, ask{"first"}); err != nil {
		t.Fatal(err)
	}
	if want := []string{"ask first", "told first", "ask second", "told second"}; !slices.Equal(seen, want) {
		t.Fatalf("got %v, want %v", seen, want)
	}
	if causes[0] == "" || causes[0] == causes[1] {
		t.Fatalf("causes %v: each event must name its own command", causes)
	}
}

func TestOneFailingSubscriberDoesNotStarveTheOthers(t *testing.T) {
	events, failure, reached := eventbus.NewInMemory(), errors.New("mail server down"), false
	event.On(events, func(context.Context, told) error { return failure })
	event.On(events, func(context.Context, told) error { reached = true; return nil })
	if err := events.Publish(context.Background(), told{"x"}); !errors.Is(err, failure) || !reached {
		t.Fatalf("err %v, reached %v", err, reached)
	}
}

func TestNobodyHandlesIt(t *testing.T) {
	err := commandbus.NewInMemory().Send(context.Background(), ask{"x"})
	if !errors.Is(err, command.ErrUnroutable) {
		t.Fatalf("got %v", err)
	}
}

func TestIdentityIsDerived(t *testing.T) {
	ctx := context.Background()
	cause := message.With(ctx, message.Message{ID: "told/x", CorrelationID: "order-1"})
	first := message.New(cause, message.Command, ask{"a"})
	again := message.New(cause, message.Command, ask{"a"})
	other := message.New(cause, message.Command, ask{"b"})
	if first.ID != again.ID || first.ID == other.ID {
		t.Fatalf("ids %s, %s, %s", first.ID, again.ID, other.ID)
	}
	if first.CorrelationID != "order-1" || first.CausationID != "told/x" {
		t.Fatalf("got %+v", first)
	}
	if root := message.New(ctx, message.Event, told{"y"}); root.CorrelationID != "told/y" {
		t.Fatalf("got %+v", root)
	}
}

func TestBrokenFailsEverywhere(t *testing.T) {
	ctx, down := context.Background(), errors.New("down")
	calls := map[string]func() error{
		"command bus": func() error { return commandbus.NewBroken(down).Send(ctx, ask{}) },
		"event bus":   func() error { return eventbus.NewBroken(down).Publish(ctx, told{}) },
		"stream":      func() error { return stream.NewBroken(down).Append(ctx, "s", event.Any, told{}) },
		"store":       func() error { _, _, err := store.NewBroken[int](down).Load(ctx, "1"); return err },
		"outbox":      func() error { return outbox.Commands(outbox.NewBroken(down)).Send(ctx, ask{}) },
		"inbox":       func() error { _, err := inbox.NewBroken(down).Accept(ctx, "k"); return err },
		"retry":       func() error { return retry.NewBroken(down).Run(ctx, func(context.Context) error { return nil }) },
		"dead letter": func() error { return deadletter.NewBroken(down).Put(ctx, deadletter.Letter{}) },
	}
	for name, call := range calls {
		if err := call(); !errors.Is(err, down) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestFakesRemember(t *testing.T) {
	ctx := context.Background()
	commands, events, history := commandbus.NewFake(), eventbus.NewFake(), stream.NewFake("s", told{"given"})
	saved, seen := outbox.NewFake(), inbox.NewFake("old")
	_ = commands.Send(ctx, ask{"a"})
	_ = events.Publish(ctx, told{"b"})
	_ = history.Append(ctx, "s", 1, told{"c"})
	_ = outbox.Events(saved).Publish(ctx, told{"d"})
	read, _ := history.Read(ctx, "s", 0)
	first, _ := seen.Accept(ctx, "old")
	entries, _ := saved.Unpublished(ctx, 5)
	switch {
	case !slices.Equal(commands.Sent(), []command.Command{ask{"a"}}):
		t.Error(commands.Sent())
	case !slices.Equal(events.Published(), []event.Event{told{"b"}}):
		t.Error(events.Published())
	case !slices.Equal(history.Appended(), []event.Event{told{"c"}}) || len(read) != 2 || read[1].Version != 2:
		t.Error(history.Appended(), read)
	case len(entries) != 1 || entries[0].Message.ID != "told/d" || first:
		t.Error(entries, first)
	}
}
