// Package faults runs a process under faults, at every point, deterministically.
//
// A scenario is ordinary code over a World: a broker that delivers at least once and in any order,
// databases whose transactions may be cut short, a clock. Wherever the world could misbehave it asks
// "now?". The first run answers no throughout; Search then runs the scenario again for every single
// yes, for every pair of them, and so on up to a limit. The first failure found therefore has the
// fewest faults, and reads as a story.
package faults

import (
	"context"
	"fmt"
	"strings"
)

// Scenario sets a process up in a world, starts it, and returns what must hold at the end.
type Scenario func(w *World) Check

// Check is called once nothing is left to deliver. An error is a broken promise of the process.
type Check func() error

// Limits bounds a search.
type Limits struct {
	Faults int                     // at most so many faults in one run; 0 means 1
	Runs   int                     // at most so many runs; 0 means 200,000
	Only   func(fault string) bool // which faults may happen; nil means all. See World for their names.
}

// Failure is a run that broke a promise.
type Failure struct {
	Err    error
	Faults []string // what went wrong in the world, in order
	Trace  []string // everything that happened, in order
}

func (f *Failure) Error() string {
	return fmt.Sprintf("%v\nfaults:\n  %s\ntrace:\n  %s",
		f.Err, strings.Join(f.Faults, "\n  "), strings.Join(f.Trace, "\n  "))
}

func (f *Failure) Unwrap() error { return f.Err }

// Search returns the failure with the fewest faults, or nil when every run kept its promises.
// It panics when the limit of runs is reached: an unfinished search proves nothing.
func Search(limits Limits, scenario Scenario) *Failure {
	failure, _ := search(limits, scenario)
	return failure
}

// Count is Search that also tells how many runs it took.
func Count(limits Limits, scenario Scenario) (*Failure, int) { return search(limits, scenario) }

// Run runs the scenario once in a world without faults, and returns what happened, in order.
func Run(scenario Scenario) ([]string, error) {
	w := newWorld(nil, nil)
	err := w.play(scenario)
	return w.trace, err
}

// deviation answers one question of the world with something other than no.
type deviation struct{ question, answer int }

func search(limits Limits, scenario Scenario) (*Failure, int) {
	most, runs := max(limits.Faults, 1), limits.Runs
	if runs == 0 {
		runs = 200_000
	}
	done := 0
	level := [][]deviation{nil}
	for faults := 0; faults <= most; faults++ {
		var next [][]deviation
		for _, plan := range level {
			if done++; done > runs {
				panic(fmt.Sprintf("faults: more than %d runs, search unfinished at %d faults", runs, faults))
			}
			w := newWorld(plan, limits.Only)
			if err := w.play(scenario); err != nil {
				return &Failure{Err: err, Faults: w.faults, Trace: w.trace}, done
			}
			if faults < most {
				next = append(next, w.deviations(plan)...)
			}
		}
		level = next
	}
	return nil, done
}

// deviations returns the plans with one more fault, later than those of plan.
func (w *World) deviations(plan []deviation) [][]deviation {
	first := 0
	if len(plan) > 0 {
		first = plan[len(plan)-1].question + 1
	}
	var plans [][]deviation
	for question := first; question < len(w.asked); question++ {
		for answer := 1; answer < w.asked[question]; answer++ {
			plans = append(plans, append(plan[:len(plan):len(plan)], deviation{question, answer}))
		}
	}
	return plans
}

// play runs the scenario to its end.
func (w *World) play(scenario Scenario) error {
	defer w.dismiss()
	check := scenario(w)
	if err := w.deliverAll(context.Background()); err != nil {
		return err
	}
	return check()
}
