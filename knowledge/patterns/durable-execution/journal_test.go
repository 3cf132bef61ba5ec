package durableexecution_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	durable "example.com/eda/patterns/durable-execution"
	"example.com/eda/platform/command"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/memory"
)

type table struct {
	rows *memory.Table[int, durable.Entry]
}

func (t table) Len() int               { return t.rows.Len(context.Background()) }
func (t table) At(i int) durable.Entry { e, _ := t.rows.Get(context.Background(), i); return e }
func (t table) Append(e durable.Entry) { t.rows.Put(context.Background(), t.Len(), e) }

type fulfil struct{}

func (fulfil) Type() string { return "Fulfil" }

// The process dies around every step. Finished steps are not done again; the one in flight is, with the same key.
func TestFinishedStepsAreNotRepeatedAndTheOneInFlightHasItsKey(t *testing.T) {
	again := false
	crashes := func(fault string) bool { return strings.HasPrefix(fault, "crash") }
	failure := faults.Search(faults.Limits{Faults: 2, Only: crashes}, func(w *faults.World) faults.Check {
		journal := table{memory.NewTable[int, durable.Entry](memory.New())}
		charged := map[string]int{} // at the provider, which survives us
		w.Boot(func() {
			command.On(w, func(ctx context.Context, _ fulfil) error {
				run := durable.Start("order-1", journal)
				for _, step := range []string{"pay", "ship"} {
					_, err := run.Step(ctx, step, func(_ context.Context, key string) (string, error) {
						w.Crash("before " + step)
						charged[key]++
						w.Crash("after " + step)
						return "done", nil
					})
					if err != nil {
						return err
					}
				}
				return nil
			})
		})
		_ = w.Send(context.Background(), fulfil{})
		return func() error {
			if len(charged) != 2 || journal.Len() != 2 {
				return fmt.Errorf("keys %v, %d entries", charged, journal.Len())
			}
			for _, times := range charged {
				again = again || times > 1
			}
			return nil
		}
	})
	if failure != nil {
		t.Fatal(failure)
	}
	if !again {
		t.Fatal("no run did a step twice: the crash between work and entry was not reached")
	}
}

func TestChangedCodeIsNoticed(t *testing.T) {
	journal := table{memory.NewTable[int, durable.Entry](memory.New())}
	journal.Append(durable.Entry{Step: "pay", Result: "done"})
	nothing := func(context.Context, string) (string, error) { return "", nil }
	if _, err := durable.Start("order-1", journal).Step(context.Background(), "check fraud", nothing); err == nil {
		t.Fatal("a step was given the result of another")
	}
}
