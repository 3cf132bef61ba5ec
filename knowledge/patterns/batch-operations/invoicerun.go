// Package batch runs many independent operations under one name and survives the failure of some.
package batch

import "slices"

// Run is a batch of invoices. Its zero value has not started.
type Run struct {
	items  []string // all of them, written down before the first was sent
	failed map[string]string
	done   map[string]bool
	round  int
}

// Outcome is the end of a round: complete, or partly failed with the reasons. A round has exactly one.
type Outcome struct {
	Round  int
	Failed map[string]string
}

// Start begins with the list. Starting again changes nothing.
func (r Run) Start(items ...string) (next Run, send []string) {
	if r.round > 0 {
		return r, nil
	}
	return Run{items: slices.Clone(items), failed: map[string]string{}, done: map[string]bool{}, round: 1}, items
}

// Succeeded notes that an item is done.
func (r Run) Succeeded(item string) (Run, *Outcome) { return r.record(item, "") }

// Refused notes that an item is not, and why.
func (r Run) Refused(item, reason string) (Run, *Outcome) { return r.record(item, reason) }

// Retry begins a new round with the items that failed, and only those: what is done is not done again.
func (r Run) Retry() (next Run, send []string) {
	if len(r.failed) == 0 || len(r.Missing()) > 0 {
		return r, nil
	}
	for _, item := range r.items {
		if _, failed := r.failed[item]; failed {
			send = append(send, item)
		}
	}
	next = r
	next.failed, next.round = map[string]string{}, r.round+1
	return next, send
}

// Missing returns the items without an answer, which is what a deadline asks for.
func (r Run) Missing() []string {
	return slices.DeleteFunc(slices.Clone(r.items), func(item string) bool {
		_, failed := r.failed[item]
		return failed || r.done[item]
	})
}

// record counts in a set, so that an answer that comes twice counts once, and returns the outcome with the last.
func (r Run) record(item, reason string) (Run, *Outcome) {
	if !slices.Contains(r.Missing(), item) {
		return r, nil
	}
	if reason == "" {
		r.done = with(r.done, item, true)
	} else {
		r.failed = with(r.failed, item, reason)
	}
	if len(r.Missing()) > 0 {
		return r, nil
	}
	return r, &Outcome{Round: r.round, Failed: r.failed}
}

func with[V any](old map[string]V, key string, value V) map[string]V {
	next := map[string]V{key: value}
	for k, v := range old {
		next[k] = v
	}
	return next
}
