package sqloutbox

import (
	"context"
	"errors"
	"slices"
	"testing"

	"example.com/eda/platform/deadletter"
	"example.com/eda/platform/event"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/memsql"
	"example.com/eda/platform/message"
	"example.com/eda/platform/outbox"
	"example.com/eda/platform/transaction"
)

func TestNothingIsLostOrDoneTwice(t *testing.T) {
	failure, runs := faults.Count(faults.Limits{Faults: 2}, Scenario)
	if failure != nil {
		t.Fatal(failure)
	}
	if runs < 200 {
		t.Fatalf("only %d runs: the scenario has lost its faults", runs)
	}
}

// forgetful is an inbox that knows nobody.
type forgetful struct{}

func (forgetful) Accept(context.Context, string) (bool, error) { return true, nil }

func TestTheOutboxAloneWelcomesTwice(t *testing.T) {
	failure := faults.Search(faults.Limits{}, func(w *faults.World) faults.Check {
		_, accounts := memsql.Open(Schema)
		_, welcome := memsql.Open(Schema)
		return over(w, accounts, welcome, func(*Scope) inbox.Store { return forgetful{} })
	})
	if failure == nil {
		t.Fatal("nobody was welcomed twice")
	}
}

func TestAFailedCommitTellsNobody(t *testing.T) {
	ctx := context.Background()
	database, db := memsql.Open(Schema)
	scope := NewScope(db)
	accounts := NewAccounts(scope, outbox.Events(NewStore(scope, DecodeAccount)))
	lost := errors.New("connection lost")
	database.Fail("COMMIT", lost)
	if err := accounts.Open(ctx, "a1", "ann"); !errors.Is(err, lost) {
		t.Fatalf("got %v", err)
	}
	for _, table := range []string{"accounts", "outbox"} {
		if left, err := column(ctx, db, `SELECT id FROM `+table); err != nil || len(left) > 0 {
			t.Fatalf("%s: %v, %v", table, left, err)
		}
	}
}

func TestAPoisonRowIsSetAside(t *testing.T) {
	ctx := context.Background()
	_, db := memsql.Open(Schema)
	scope, dead := NewScope(db), deadletter.NewFake()
	store := NewStore(scope, DecodeAccount)
	accounts := NewAccounts(scope, outbox.Events(store))
	for _, id := range []string{"poison", "a2"} {
		if err := accounts.Open(ctx, id, "ann"); err != nil {
			t.Fatal(err)
		}
	}
	var published []string
	tooLarge := errors.New("message too large")
	relay := outbox.NewRelay(store, message.PublisherFunc(func(_ context.Context, msg message.Message) error {
		if msg.ID == "account-opened/poison" {
			return tooLarge
		}
		published = append(published, msg.ID)
		return nil
	}), dead)
	for range 6 {
		if _, err := relay.Once(ctx); err != nil && !errors.Is(err, tooLarge) {
			t.Fatal(err)
		}
	}
	if !slices.Equal(published, []string{"account-opened/a2"}) || len(dead.Letters) != 1 || dead.Letters[0].Attempts != 5 {
		t.Fatalf("published %v, dead %v", published, dead.Letters)
	}
}

func TestOutsideOfATransactionNothingIsSaved(t *testing.T) {
	_, db := memsql.Open(Schema)
	var events event.Publisher = outbox.Events(NewStore(NewScope(db), DecodeAccount))
	if err := events.Publish(context.Background(), AccountOpened{AccountID: "a1"}); !errors.Is(err, transaction.ErrNone) {
		t.Fatalf("got %v", err)
	}
}
