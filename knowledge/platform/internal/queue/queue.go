// Package queue runs work in the order given, without recursion.
package queue

import (
	"errors"
	"sync"
)

// Queue runs one piece of work at a time. The zero value is ready to use.
type Queue struct {
	mu      sync.Mutex
	pending []func() error
	running bool
}

// Do adds work. The caller that finds the queue idle runs it until it is empty and gets
// all errors; everybody else, handlers that add work included, returns at once.
func (q *Queue) Do(work func() error) error {
	q.mu.Lock()
	q.pending = append(q.pending, work)
	if q.running {
		q.mu.Unlock()
		return nil
	}
	q.running = true
	q.mu.Unlock()

	var failures []error
	for {
		next, ok := q.next()
		if !ok {
			return errors.Join(failures...)
		}
		if err := next(); err != nil {
			failures = append(failures, err)
		}
	}
}

func (q *Queue) next() (func() error, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.pending) == 0 {
		q.running = false
		return nil, false
	}
	next := q.pending[0]
	q.pending = q.pending[1:]
	return next, true
}
