package outbox_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"example.com/eda/platform/deadletter"
	"example.com/eda/platform/memory"
	"example.com/eda/platform/message"
	"example.com/eda/platform/outbox"
	"example.com/eda/platform/transaction"
)

type greeted struct{ Name string }

func (greeted) Type() string { return "Greeted" }
func (g greeted) ID() string { return "greeted/" + g.Name }

func save(t *testing.T, db *memory.Database, store outbox.Store, names ...string) {
	t.Helper()
	err := db.Within(context.Background(), func(ctx context.Context) error {
		for _, name := range names {
			if err := outbox.Events(store).Publish(ctx, greeted{name}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestRelay(t *testing.T) {
	down := errors.New("broker is down")
	cases := map[string]struct {
		fails func(id string, try int) bool
		turns int
		want  []string // published, in order
		dead  []string
	}{
		"publishes in order":         {func(string, int) bool { return false }, 1, []string{"greeted/a", "greeted/b"}, nil},
		"does not overtake":          {func(id string, try int) bool { return id == "greeted/a" && try == 1 }, 2, []string{"greeted/a", "greeted/b"}, nil},
		"sets a poison row aside":    {func(id string, _ int) bool { return id == "greeted/a" }, 6, []string{"greeted/b"}, []string{"greeted/a"}},
		"loses nothing in an outage": {func(_ string, try int) bool { return try < 5 }, 9, []string{"greeted/a", "greeted/b"}, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			ctx, db := context.Background(), memory.New()
			store, dead := outbox.NewInMemory(db), deadletter.NewInMemory(db)
			save(t, db, store, "a", "b")
			tries, published := map[string]int{}, []string(nil)
			relay := outbox.NewRelay(store, message.PublisherFunc(func(_ context.Context, msg message.Message) error {
				if tries[msg.ID]++; c.fails(msg.ID, tries[msg.ID]) {
					return down
				}
				published = append(published, msg.ID)
				return nil
			}), dead)
			for range c.turns {
				if _, err := relay.Once(ctx); err != nil && !errors.Is(err, down) {
					t.Fatal(err)
				}
			}
			if !slices.Equal(published, c.want) {
				t.Errorf("published %v, want %v", published, c.want)
			}
			letters, _ := dead.List(ctx)
			var ids []string
			for _, letter := range letters {
				ids = append(ids, letter.Message.ID)
			}
			if !slices.Equal(ids, c.dead) {
				t.Errorf("dead letters %v, want %v", ids, c.dead)
			}
			if left, _ := store.Unpublished(ctx, 10); len(left) != 0 {
				t.Errorf("left %v", left)
			}
		})
	}
}

func TestSaveNeedsATransaction(t *testing.T) {
	store := outbox.NewInMemory(memory.New())
	err := outbox.Events(store).Publish(context.Background(), greeted{"a"})
	if !errors.Is(err, transaction.ErrNone) {
		t.Fatalf("got %v", err)
	}
}

func TestRollbackTakesTheMessageBack(t *testing.T) {
	ctx, db := context.Background(), memory.New()
	store, refused := outbox.NewInMemory(db), errors.New("refused")
	err := db.Within(ctx, func(ctx context.Context) error {
		if err := outbox.Events(store).Publish(ctx, greeted{"a"}); err != nil {
			return err
		}
		return refused
	})
	if left, _ := store.Unpublished(ctx, 10); !errors.Is(err, refused) || len(left) != 0 {
		t.Fatalf("err %v, left %v", err, left)
	}
}

func TestReplay(t *testing.T) {
	ctx, db := context.Background(), memory.New()
	dead := deadletter.NewInMemory(db)
	letter := deadletter.Letter{Message: message.New(ctx, message.Event, greeted{"a"}), Consumer: "mail", Reason: "template missing"}
	for range 2 { // putting twice keeps one
		if err := dead.Put(ctx, letter); err != nil {
			t.Fatal(err)
		}
	}
	var replayed []string
	n, err := deadletter.Replay(ctx, dead, message.PublisherFunc(func(_ context.Context, msg message.Message) error {
		replayed = append(replayed, msg.ID)
		return nil
	}))
	if left, _ := dead.List(ctx); err != nil || n != 1 || len(left) != 0 || !slices.Equal(replayed, []string{"greeted/a"}) {
		t.Fatalf("n %d, err %v, left %v, replayed %v", n, err, left, replayed)
	}
}
