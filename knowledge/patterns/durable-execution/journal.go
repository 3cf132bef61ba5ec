// Package durableexecution is what a workflow engine does, in forty lines.
package durableexecution

import (
	"context"
	"fmt"
)

// Journal keeps the results of finished steps, durably, in order.
type Journal interface {
	Len() int
	At(index int) Entry
	Append(e Entry)
}

// Entry is a finished step.
type Entry struct{ Step, Result string }

// Run is one run of the code over its journal. After a crash the code is run again from the top.
type Run struct {
	ID      string // of the workflow
	journal Journal
	next    int
}

// Start begins a run.
func Start(id string, journal Journal) *Run { return &Run{ID: id, journal: journal} }

// Step returns what the journal knows, and works only beyond its end. The work gets a key that is the same in every
// run: a crash between the work and its entry does the work again, so whoever does it must recognise the key.
func (r *Run) Step(ctx context.Context, name string, work func(ctx context.Context, key string) (string, error)) (string, error) {
	index := r.next
	r.next++
	if index < r.journal.Len() {
		entry := r.journal.At(index)
		if entry.Step != name {
			return "", fmt.Errorf("step %d is %q in the journal and %q in the code: the code has changed under a running workflow", index, entry.Step, name)
		}
		return entry.Result, nil
	}
	result, err := work(ctx, fmt.Sprintf("%s/%d/%s", r.ID, index, name))
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	r.journal.Append(Entry{Step: name, Result: result})
	return result, nil
}
