package store_test

import (
	"context"
	"errors"
	"testing"

	"example.com/eda/platform/event"
	"example.com/eda/platform/event/stream"
	"example.com/eda/platform/memory"
	"example.com/eda/platform/store"
)

type deposited struct{ Amount int }

func (deposited) Type() string { return "Deposited" }
func (deposited) ID() string   { return "deposited" }

func balance(state int, evt event.Event) int {
	if d, ok := evt.(deposited); ok {
		return state + d.Amount
	}
	return state
}

func TestLoadFoldsWhatWasSaved(t *testing.T) {
	ctx := context.Background()
	accounts := store.New(stream.NewInMemory(memory.New()), "account", balance)
	if err := accounts.Save(ctx, "1", 0, deposited{10}, deposited{5}); err != nil {
		t.Fatal(err)
	}
	state, version, err := accounts.Load(ctx, "1")
	if err != nil || state != 15 || version != 2 {
		t.Fatalf("state %d, version %d, err %v", state, version, err)
	}
	if state, version, _ := accounts.Load(ctx, "2"); state != 0 || version != 0 {
		t.Fatalf("unknown account: state %d, version %d", state, version)
	}
}

func TestSaveRefusesToOverwrite(t *testing.T) {
	ctx := context.Background()
	accounts := store.New(stream.NewInMemory(memory.New()), "account", balance)
	_, loaded, _ := accounts.Load(ctx, "1")
	if err := accounts.Save(ctx, "1", loaded, deposited{10}); err != nil {
		t.Fatal(err)
	}
	if err := accounts.Save(ctx, "1", loaded, deposited{5}); !errors.Is(err, event.ErrConflict) {
		t.Fatalf("got %v", err)
	}
}

func TestSaveRollsBackWithItsTransaction(t *testing.T) {
	ctx, db := context.Background(), memory.New()
	events := stream.NewInMemory(db)
	accounts := store.New(events, "account", balance)
	_ = db.Within(ctx, func(ctx context.Context) error {
		if err := accounts.Save(ctx, "1", 0, deposited{10}); err != nil {
			t.Fatal(err)
		}
		return errors.New("no")
	})
	all, _ := events.ReadAll(ctx, event.Position{}, 10)
	if _, version, _ := accounts.Load(ctx, "1"); version != 0 || len(all) != 0 {
		t.Fatalf("version %d, events %v", version, all)
	}
}
