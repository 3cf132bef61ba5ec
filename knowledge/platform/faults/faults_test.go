package faults_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/memory"
	"example.com/eda/platform/outbox"
)

type charge struct{ Order string }

func (charge) Type() string { return "Charge" }

type charged struct{ Order string }

func (charged) Type() string { return "Charged" }
func (c charged) ID() string { return "charged/" + c.Order }

// shop charges an order and counts the ledger entries and the receipts, with as much care as it is told to.
func shop(withOutbox, withInbox bool) faults.Scenario {
	return func(w *faults.World) faults.Check {
		ctx := context.Background()
		db := w.Database("payments")
		ledger := memory.NewTable[int, string](db)
		receipts := memory.NewTable[string, int](db)
		out, in := outbox.NewInMemory(db), inbox.NewInMemory(db)
		w.Boot(func() {
			w.Relay(out)
			command.On(w, func(ctx context.Context, cmd charge) error {
				done := false
				effect := func(ctx context.Context) error {
					done = true
					ledger.Put(ctx, ledger.Len(ctx), cmd.Order)
					if withOutbox {
						return outbox.Events(out).Publish(ctx, charged{cmd.Order})
					}
					return nil
				}
				handle := func() error { return db.Within(ctx, effect) }
				if withInbox {
					handle = func() error { return inbox.Once(ctx, db, in, "charge/"+cmd.Order, effect) }
				}
				if err := handle(); err != nil || withOutbox || !done {
					return err
				}
				return w.Publish(ctx, charged{cmd.Order})
			})
			event.On(w, func(ctx context.Context, evt charged) error {
				receipts.Put(ctx, evt.Order, 1)
				return nil
			})
		})
		_ = w.Send(ctx, charge{"o1"})
		return func() error {
			if got := ledger.Len(ctx); got != 1 {
				return fmt.Errorf("charged %d times", got)
			}
			if receipts.Len(ctx) != 1 {
				return errors.New("no receipt")
			}
			return nil
		}
	}
}

func TestSearchFindsTheSimplestStory(t *testing.T) {
	cases := map[string]struct {
		scenario faults.Scenario
		fault    string // "" = survives
	}{
		"careless":         {shop(false, false), "duplicate Charge"},
		"outbox only":      {shop(true, false), "duplicate Charge"},
		"outbox and inbox": {shop(true, true), ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			failure, runs := faults.Count(faults.Limits{Faults: 3}, c.scenario)
			if runs < 2 {
				t.Fatalf("only %d runs", runs)
			}
			if c.fault == "" {
				if failure != nil {
					t.Fatal(failure)
				}
				return
			}
			if failure == nil || len(failure.Faults) != 1 || failure.Faults[0] != c.fault {
				t.Fatalf("got %v, want the single fault %q", failure, c.fault)
			}
		})
	}
}

func onlyCrashes(fault string) bool { return strings.HasPrefix(fault, "crash") }

func TestPublishAfterCommitLosesTheEvent(t *testing.T) {
	// The inbox swallows the redelivery, so the event is gone for good.
	failure := faults.Search(faults.Limits{Only: onlyCrashes}, shop(false, true))
	if failure == nil || failure.Err.Error() != "no receipt" || failure.Faults[0] != "crash after commit in payments" {
		t.Fatalf("got %v", failure)
	}
}

func TestCrashForgetsMemory(t *testing.T) {
	failure := faults.Search(faults.Limits{Only: onlyCrashes}, func(w *faults.World) faults.Check {
		total := 0
		w.Boot(func() {
			seen := 0
			command.On(w, func(context.Context, charge) error {
				seen++
				w.Crash("while counting")
				total = seen
				return nil
			})
		})
		for _, order := range []string{"a", "b"} {
			_ = w.Send(context.Background(), charge{order})
		}
		return func() error {
			if total != 2 {
				return fmt.Errorf("counted %d", total)
			}
			return nil
		}
	})
	if failure == nil || failure.Faults[0] != "crash while counting" {
		t.Fatalf("got %v", failure)
	}
}

func TestDeadlines(t *testing.T) {
	var order []string
	scenario := func(w *faults.World) faults.Check {
		order = nil
		ctx, start := context.Background(), w.Now()
		w.Boot(func() {
			command.On(w, func(_ context.Context, cmd charge) error {
				order = append(order, fmt.Sprint(cmd.Order, w.Now().Sub(start)))
				return nil
			})
		})
		_ = w.Schedule(ctx, start.Add(time.Hour), charge{"late "})
		_ = w.Send(ctx, charge{"now "})
		return func() error {
			if got := strings.Join(order, ", "); got != "now 0s, late 1h0m0s" {
				return errors.New(got)
			}
			return nil
		}
	}
	if _, err := faults.Run(scenario); err != nil {
		t.Fatal(err)
	}
	failure := faults.Search(faults.Limits{}, scenario)
	if failure == nil || failure.Err.Error() != "late 1h0m0s, now 1h0m0s" {
		t.Fatalf("got %v, want the deadline before the command", failure)
	}
}

func TestDeadLetters(t *testing.T) {
	scenario := func(w *faults.World) faults.Check {
		tried := 0
		w.Boot(func() {
			command.On(w, func(context.Context, charge) error {
				tried++
				return errors.New("malformed")
			})
		})
		_ = w.Send(context.Background(), charge{"a"})
		return func() error {
			if dead := w.DeadLetters(); tried != 5 || len(dead) != 1 || dead[0].Reason != "malformed" {
				return fmt.Errorf("tried %d, dead %v", tried, dead)
			}
			return nil
		}
	}
	if _, err := faults.Run(scenario); err != nil {
		t.Fatal(err)
	}
}

func TestRestless(t *testing.T) {
	_, err := faults.Run(func(w *faults.World) faults.Check {
		w.Boot(func() {
			command.On(w, func(ctx context.Context, cmd charge) error { return w.Send(ctx, cmd) })
		})
		_ = w.Send(context.Background(), charge{"a"})
		return func() error { return nil }
	})
	if err == nil {
		t.Fatal("want an error for a process that feeds itself")
	}
}
