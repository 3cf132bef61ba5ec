// Package observability watches a process from outside: it reads all events and sends nothing.
package observability

import (
	"cmp"
	"slices"
	"time"
)

// Seen is an event of a process, as the tracker sees it.
type Seen struct {
	Process string // the correlation id
	Type    string
	At      time.Time
}

// Row is where one instance stands.
type Row struct {
	Process string
	Last    string
	Since   time.Time
}

// Tracker keeps one row for each instance. It is a projection: throw it away and build it again.
type Tracker struct {
	Starts   string
	Outcomes []string
	Within   map[string]time.Duration // how long may pass after each event

	started, ended int
	open           map[string]Row
}

// When notes an event. Repeats and stragglers of what has ended change nothing.
func (t *Tracker) When(seen Seen) {
	if t.open == nil {
		t.open = map[string]Row{}
	}
	_, running := t.open[seen.Process]
	switch {
	case seen.Type == t.Starts && !running:
		t.started++
	case !running:
		return
	case slices.Contains(t.Outcomes, seen.Type):
		t.ended++
		delete(t.open, seen.Process)
		return
	}
	t.open[seen.Process] = Row{Process: seen.Process, Last: seen.Type, Since: seen.At}
}

// Stuck returns the instances that should have gone on by now, longest first: the list the alarm is for.
func (t *Tracker) Stuck(now time.Time) []Row {
	var stuck []Row
	for _, row := range t.open {
		if patience, known := t.Within[row.Last]; known && now.Sub(row.Since) > patience {
			stuck = append(stuck, row)
		}
	}
	slices.SortFunc(stuck, func(a, b Row) int { return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.Process, b.Process)) })
	return stuck
}

// Balance is what must always hold: what was started has ended or is still open. Counted again by somebody else from
// their own data, the difference is what got lost.
func (t *Tracker) Balance() (started, ended, open int) { return t.started, t.ended, len(t.open) }
