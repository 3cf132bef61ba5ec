package operatorpath_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	operatorpath "example.com/eda/patterns/operator-path"
	"example.com/eda/platform/deadletter"
	"example.com/eda/platform/memory"
	"example.com/eda/platform/message"
	"example.com/eda/platform/retry"
)

func told(id, process string) message.Message { return message.Message{ID: id, CorrelationID: process} }

func TestOnlyLettersThatAreStillWantedAreReplayed(t *testing.T) {
	ctx, queue := context.Background(), deadletter.NewFake()
	for _, msg := range []message.Message{told("ship/o1", "o1"), told("ship/o2", "o2")} {
		_ = queue.Put(ctx, deadletter.Letter{Message: msg, Consumer: "shipping", Reason: "printer on fire"})
	}
	plan := operatorpath.Sort(queue.Letters, func(process string) bool { return process == "o1" })
	down := message.PublisherFunc(func(context.Context, message.Message) error { return errors.New("down") })
	if err := operatorpath.Return(ctx, plan, queue, down); err == nil || len(queue.Letters) != 2 {
		t.Fatalf("%v, %d letters left; want none lost while the transport is down", err, len(queue.Letters))
	}
	var sent []string
	up := message.PublisherFunc(func(_ context.Context, msg message.Message) error {
		sent = append(sent, msg.ID)
		return nil
	})
	if err := operatorpath.Return(ctx, plan, queue, up); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(sent, []string{"ship/o1"}) || len(queue.Letters) != 0 {
		t.Fatalf("sent %v, left %v", sent, queue.Letters)
	}
}

func TestNothingOvertakesAParkedMessageOfItsKey(t *testing.T) {
	ctx, broken := context.Background(), true
	lot := operatorpath.Lot{Waiting: memory.NewTable[string, []message.Message](memory.New())}
	var handled []string
	handler := message.PublisherFunc(func(_ context.Context, msg message.Message) error {
		if broken && strings.HasPrefix(msg.ID, "placed/o1") {
			return retry.Permanent(errors.New("unknown article"))
		}
		handled = append(handled, msg.ID)
		return nil
	})
	for _, id := range []string{"placed/o1", "placed/o2", "paid/o1", "paid/o1", "paid/o2", "cancelled/o1"} {
		key := id[strings.Index(id, "/")+1:]
		if err := lot.Handle(ctx, key, told(id, key), handler); err != nil {
			t.Fatal(err)
		}
	}
	if want := "[placed/o2 paid/o2]"; fmt.Sprint(handled) != want {
		t.Fatalf("handled %v, want only the other key to go on", handled)
	}
	if err := lot.Release(ctx, "o1", handler); err == nil || len(handled) != 2 {
		t.Fatalf("released %v although nothing is repaired", handled)
	}
	broken = false
	if err := lot.Release(ctx, "o1", handler); err != nil {
		t.Fatal(err)
	}
	if err := lot.Handle(ctx, "o1", told("closed/o1", "o1"), handler); err != nil {
		t.Fatal(err)
	}
	if want := []string{"placed/o1", "paid/o1", "cancelled/o1", "closed/o1"}; !slices.Equal(handled[2:], want) {
		t.Fatalf("handled %v, want %v", handled[2:], want)
	}
}

func TestAPassingFaultDoesNotPark(t *testing.T) {
	ctx, passing := context.Background(), errors.New("connection reset")
	waiting := memory.NewTable[string, []message.Message](memory.New())
	handler := message.PublisherFunc(func(context.Context, message.Message) error { return passing })
	err := operatorpath.Lot{Waiting: waiting}.Handle(ctx, "o1", told("placed/o1", "o1"), handler)
	if !errors.Is(err, passing) || waiting.Len(ctx) != 0 {
		t.Fatalf("%v, parked %v", err, waiting.Keys(ctx))
	}
}
