package batch_test

import (
	"reflect"
	"testing"

	batch "example.com/eda/patterns/batch-operations"
)

type answer struct{ item, reason string }

func tell(r batch.Run, answers ...answer) (batch.Run, []batch.Outcome) {
	var outcomes []batch.Outcome
	for _, a := range answers {
		var outcome *batch.Outcome
		if a.reason == "" {
			r, outcome = r.Succeeded(a.item)
		} else {
			r, outcome = r.Refused(a.item, a.reason)
		}
		if outcome != nil {
			outcomes = append(outcomes, *outcome)
		}
	}
	return r, outcomes
}

func TestOneOutcomeInEveryOrderWithRepeats(t *testing.T) {
	answers := []answer{{"ann", ""}, {"bob", "no address"}, {"cid", ""}}
	want := []batch.Outcome{{Round: 1, Failed: map[string]string{"bob": "no address"}}}
	for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}, {1, 0, 2}, {0, 0, 1, 1, 2, 2}, {1, 2, 1, 0, 0, 2}} {
		run, _ := batch.Run{}.Start("ann", "bob", "cid")
		var told []answer
		for _, index := range order {
			told = append(told, answers[index])
		}
		if _, got := tell(run, told...); !reflect.DeepEqual(got, want) {
			t.Fatalf("order %v: got %v, want %v", order, got, want)
		}
	}
}

func TestOnlyTheFailedItemsAreRunAgain(t *testing.T) {
	run, sent := batch.Run{}.Start("ann", "bob", "cid")
	if !reflect.DeepEqual(sent, []string{"ann", "bob", "cid"}) {
		t.Fatal(sent)
	}
	run, _ = tell(run, answer{"ann", ""}, answer{"bob", "no address"})
	if _, again := run.Retry(); again != nil {
		t.Fatalf("retried %v while %v is under way", again, run.Missing())
	}
	run, _ = tell(run, answer{"cid", ""})
	run, again := run.Retry()
	if !reflect.DeepEqual(again, []string{"bob"}) {
		t.Fatalf("run again: %v", again)
	}
	_, outcomes := tell(run, answer{"ann", ""}, answer{"bob", ""})
	if want := []batch.Outcome{{Round: 2, Failed: map[string]string{}}}; !reflect.DeepEqual(outcomes, want) {
		t.Fatalf("got %v, want %v", outcomes, want)
	}
}
