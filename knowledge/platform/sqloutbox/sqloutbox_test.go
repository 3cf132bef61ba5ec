package sqloutbox_test

import (
	"context"
	"errors"
	"testing"

	"example.com/eda/platform/event"
	"example.com/eda/platform/memsql"
	"example.com/eda/platform/sqloutbox"
)

type opened struct{ Account string }

func (e opened) ID() string { return "opened/" + e.Account }
func (opened) Type() string { return "AccountOpened" }

// flaky refuses the first publishes and keeps the others.
type flaky struct {
	refuse    int
	published []event.Event
}

func (f *flaky) Publish(_ context.Context, evt event.Event) error {
	if f.refuse > 0 {
		f.refuse--
		return errors.New("broker away")
	}
	f.published = append(f.published, evt)
	return nil
}

func TestRelayPublishesInOrderAndOnlyWhatCommitted(t *testing.T) {
	ctx := context.Background()
	_, db := memsql.Open(sqloutbox.Schema)
	for _, account := range []string{"a", "b", "a"} {
		tx, _ := db.Begin()
		if err := sqloutbox.Add(ctx, tx, opened{account}); err != nil {
			t.Fatal(err)
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	tx, _ := db.Begin()
	if err := sqloutbox.Add(ctx, tx, opened{"never"}); err != nil {
		t.Fatal(err)
	}
	_ = tx.Rollback()

	broker := &flaky{refuse: 1}
	if err := sqloutbox.Relay(ctx, db, broker); err == nil {
		t.Fatal("the refusal of the broker was hidden")
	}
	if err := sqloutbox.Relay(ctx, db, broker); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, evt := range broker.published {
		got = append(got, evt.ID())
	}
	if len(got) != 2 || got[0] != "opened/a" || got[1] != "opened/b" {
		t.Fatalf("published %v", got)
	}
}
