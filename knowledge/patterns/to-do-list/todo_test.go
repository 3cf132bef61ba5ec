package todolist_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	todolist "example.com/eda/patterns/to-do-list"
	"example.com/eda/platform/command"
	commandbus "example.com/eda/platform/command/bus"
)

var noon = time.Date(2030, 1, 1, 12, 0, 0, 0, time.UTC)

func listOf(orders ...string) todolist.List {
	list := todolist.List{}
	for i, id := range orders {
		list.When(todolist.OrderPlaced{OrderID: id, PayBy: noon.Add(time.Duration(i) * time.Hour)})
	}
	return list
}

func TestDue(t *testing.T) {
	list := listOf("o1", "o2", "o3")
	list.When(todolist.PaymentCompleted{OrderID: "o2"})
	for now, want := range map[time.Time]string{
		noon.Add(-time.Second):  "",
		noon:                    "o1 ",
		noon.Add(2 * time.Hour): "o1 o3 ",
	} {
		got := ""
		for _, due := range list.Due(now) {
			got += due.OrderID + " "
		}
		if got != want {
			t.Errorf("at %v: %q, want %q", now, got, want)
		}
	}
}

func TestALostCommandIsSentAgain(t *testing.T) {
	ctx, list := context.Background(), listOf("o1")
	if err := todolist.Sweep(ctx, list, noon, commandbus.NewBroken(errors.New("down"))); err == nil {
		t.Fatal("the loss is not told")
	}

	// The order decides by its own state: it has been paid meanwhile, and the list does not know yet.
	paid, asked, bus := true, 0, commandbus.NewInMemory()
	command.On(bus, func(_ context.Context, cmd todolist.CancelOrder) error {
		asked++
		if !paid {
			list.When(todolist.OrderCancelled{OrderID: cmd.OrderID})
		}
		return nil
	})
	for range 2 {
		if err := todolist.Sweep(ctx, list, noon, bus); err != nil {
			t.Fatal(err)
		}
	}
	if asked != 2 || len(list) != 1 {
		t.Fatalf("asked %d times, open %v", asked, list)
	}
	list.When(todolist.PaymentCompleted{OrderID: "o1"})
	if err := todolist.Sweep(ctx, list, noon, bus); err != nil || asked != 2 {
		t.Fatal(fmt.Sprint("asked ", asked, " times after the list has caught up"), err)
	}
}
