package harm_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	bad "example.com/eda/anti-patterns/passive-aggressive-event/bad"
	good "example.com/eda/anti-patterns/passive-aggressive-event/good"
	"example.com/eda/platform/command"
	commandbus "example.com/eda/platform/command/bus"
	"example.com/eda/platform/event"
	eventbus "example.com/eda/platform/event/bus"
)

func TestWithoutASubscriberTheOrderIsForgottenPolitely(t *testing.T) {
	events := eventbus.NewInMemory() // the warehouse has renamed its subscription
	completed := 0
	event.On(events, func(context.Context, bad.PickingCompleted) error {
		completed++
		return nil
	})
	if err := (bad.Fulfilment{Events: events}).OnOrderPaid(context.Background(), bad.OrderPaid{OrderID: "o1"}); err != nil {
		t.Fatalf("publishing to nobody should have been a success: %v", err)
	}
	if completed != 0 {
		t.Fatal("somebody has picked")
	}
}

func TestWithTwoSubscribersItIsPickedTwice(t *testing.T) {
	events := eventbus.NewInMemory()
	var picked []string
	for _, warehouse := range []string{"old hall", "robot hall"} { // both live, during the move
		event.On(events, func(_ context.Context, evt bad.PickingRequired) error {
			picked = append(picked, evt.OrderID+" in the "+warehouse)
			return nil
		})
	}
	if err := (bad.Fulfilment{Events: events}).OnOrderPaid(context.Background(), bad.OrderPaid{OrderID: "o1"}); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(picked, []string{"o1 in the old hall", "o1 in the robot hall"}) {
		t.Fatalf("picked %v", picked)
	}
}

func TestACommandHasOneHandlerOrAnError(t *testing.T) {
	commands := commandbus.NewInMemory()
	fulfilment := good.Fulfilment{Commands: commands}
	if err := fulfilment.OnOrderPaid(context.Background(), good.OrderPaid{OrderID: "o1"}); !errors.Is(err, command.ErrUnroutable) {
		t.Fatalf("%v; want the missing warehouse to be an error", err)
	}
	picked := 0
	command.On(commands, func(_ context.Context, cmd good.PickOrder) error {
		picked++
		return nil
	})
	if err := fulfilment.OnOrderPaid(context.Background(), good.OrderPaid{OrderID: "o1"}); err != nil || picked != 1 {
		t.Fatalf("%v, picked %d times", err, picked)
	}
}
