package faults

import (
	"fmt"
	"runtime"
)

// script answers the questions of a run: no, except where the plan says otherwise.
type script struct {
	plan     []deviation
	only     func(fault string) bool
	asked    []int // how many answers each question had
	faults   []string
	trace    []string
	stepping bool
	work     chan func()
	done     chan bool
}

// May asks whether something the scenario names goes wrong now: "declined", "provider times out".
func (s *script) May(fault string) bool {
	return s.choose(2, func(int) string { return fault }) == 1
}

// Crash is a place where the process may end. It does not return if it does, and no recover catches it.
func (s *script) Crash(point string) {
	if s.stepping && s.May("crash "+point) {
		runtime.Goexit()
	}
}

// choose returns an answer below n: 0 unless the plan deviates here.
func (s *script) choose(n int, name func(answer int) string) int {
	if n < 2 || s.only != nil && !s.only(name(1)) {
		return 0
	}
	question := len(s.asked)
	s.asked = append(s.asked, n)
	for _, d := range s.plan {
		if d.question == question {
			s.faults = append(s.faults, name(d.answer))
			s.note("FAULT %s", name(d.answer))
			return d.answer
		}
	}
	return 0
}

// step runs work in a goroutine of its own, which a crash can end. It reports whether it did.
func (s *script) step(work func()) (crashed bool) {
	if s.work == nil {
		s.hire()
	}
	s.stepping = true
	s.work <- work
	finished := <-s.done
	s.stepping = false
	if !finished {
		s.work = nil
	}
	return !finished
}

// hire starts the goroutine that works until it crashes or is dismissed.
func (s *script) hire() {
	work, done := make(chan func()), make(chan bool)
	s.work, s.done = work, done
	go func() {
		defer close(done) // a crash ends the loop, but not this
		for next := range work {
			next()
			done <- true
		}
	}()
}

func (s *script) dismiss() {
	if s.work != nil {
		close(s.work)
	}
}

func (s *script) note(format string, args ...any) {
	s.trace = append(s.trace, fmt.Sprintf(format, args...))
}
