// Package commandeventflow writes a process down as layers: event, command, event, command, event.
package commandeventflow

import (
	"fmt"
	"slices"
)

// Hop is two layers of the lasagne: an event leads to a command, and the command has its answers.
type Hop struct {
	On      string // the event
	Command string
	Success string
	Refusal string // empty: the command cannot be refused
}

// Flow is a process that begins with an event and ends in outcomes.
type Flow struct {
	Starts   string
	Hops     []Hop
	Outcomes []string
}

// Check returns the layers that do not fit: each message needs somebody who sends it and somebody who cares.
func (f Flow) Check() []string {
	told := []string{f.Starts}
	for _, hop := range f.Hops {
		told = append(told, answers(hop)...)
	}
	var problems []string
	for _, hop := range f.Hops {
		if !slices.Contains(told, hop.On) {
			problems = append(problems, fmt.Sprintf("%s waits for %s, which nobody publishes", hop.Command, hop.On))
		}
		for _, answer := range answers(hop) {
			if !f.heard(answer) {
				problems = append(problems, fmt.Sprintf("%s ends in %s, and nobody goes on", hop.Command, answer))
			}
		}
	}
	for _, outcome := range f.Outcomes {
		if !slices.Contains(told, outcome) {
			problems = append(problems, fmt.Sprintf("outcome %s can never happen", outcome))
		}
	}
	return problems
}

func (f Flow) heard(evt string) bool {
	return slices.Contains(f.Outcomes, evt) || slices.ContainsFunc(f.Hops, func(h Hop) bool { return h.On == evt })
}

func answers(hop Hop) []string {
	if hop.Refusal == "" {
		return []string{hop.Success}
	}
	return []string{hop.Success, hop.Refusal}
}
