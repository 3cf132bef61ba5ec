package eventstore_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	eventstore "example.com/eda/patterns/event-store"
	"example.com/eda/platform/event"
	"example.com/eda/platform/event/stream"
	"example.com/eda/platform/memory"
)

func TestManyWithdrawalsAtOnceNeverOverdraw(t *testing.T) {
	ctx, accounts := context.Background(), stream.NewInMemory(memory.New())
	if err := accounts.Append(ctx, "acc", 0, eventstore.Deposited{Entry: "d", Amount: 10}); err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	var paid, refused atomic.Int32
	for i := range 50 {
		group.Add(1)
		go func() {
			defer group.Done()
			switch err := eventstore.Withdraw(ctx, accounts, "acc", fmt.Sprint(i), 1); {
			case err == nil:
				paid.Add(1)
			case errors.Is(err, eventstore.ErrNotCovered):
				refused.Add(1)
			default:
				t.Error(err)
			}
		}()
	}
	group.Wait()
	history, err := accounts.Read(ctx, "acc", 0)
	if err != nil {
		t.Fatal(err)
	}
	if balance := eventstore.Balance(history); paid.Load() != 10 || refused.Load() != 40 || balance != 0 {
		t.Fatalf("paid %d, refused %d, balance %d", paid.Load(), refused.Load(), balance)
	}
}

// meddled lets somebody else append between the first read and the first append.
type meddled struct {
	event.Stream
	meddle func()
}

func (m *meddled) Append(ctx context.Context, name string, expected event.Version, events ...event.Event) error {
	if meddle := m.meddle; meddle != nil {
		m.meddle = nil
		meddle()
	}
	return m.Stream.Append(ctx, name, expected, events...)
}

func TestWhoLosesTheRaceDecidesAgain(t *testing.T) {
	ctx, accounts := context.Background(), stream.NewInMemory(memory.New())
	if err := accounts.Append(ctx, "acc", 0, eventstore.Deposited{Entry: "d", Amount: 100}); err != nil {
		t.Fatal(err)
	}
	other := func() {
		if err := eventstore.Withdraw(ctx, accounts, "acc", "other", 80); err != nil {
			t.Fatal(err)
		}
	}
	err := eventstore.Withdraw(ctx, &meddled{Stream: accounts, meddle: other}, "acc", "mine", 80)
	if !errors.Is(err, eventstore.ErrNotCovered) {
		t.Fatalf("got %v, want the no that the new state gives", err)
	}
}

// Without an expected version both decisions are taken on the same past, and both are written.
func TestWithoutAVersionTheLastWriterWins(t *testing.T) {
	ctx, accounts := context.Background(), stream.NewInMemory(memory.New())
	_ = accounts.Append(ctx, "acc", event.Any, eventstore.Deposited{Entry: "d", Amount: 100})
	for _, entry := range []string{"a", "b"} {
		_ = accounts.Append(ctx, "acc", event.Any, eventstore.Withdrawn{Entry: entry, Amount: 80})
	}
	history, _ := accounts.Read(ctx, "acc", 0)
	if balance := eventstore.Balance(history); balance != -60 {
		t.Fatalf("balance %d, want the overdraft that an unchecked append allows", balance)
	}
}
