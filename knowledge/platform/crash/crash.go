// Package crash lets a test kill the process at a chosen moment and look at what is left.
package crash

import (
	"context"
	"runtime"

	"example.com/eda/platform/event"
)

// Now ends the process, as far as the work under In is concerned: no code after it runs.
func Now() { runtime.Goexit() }

// In runs work and reports whether the process died in it.
func In(work func()) (died bool) {
	done := make(chan bool, 1)
	go func() {
		finished := false
		defer func() { done <- !finished }()
		work()
		finished = true
	}()
	return <-done
}

// Publisher is a broker connection that takes the process down before the message is out.
type Publisher struct{}

var _ event.Publisher = Publisher{}

// Publish does not return.
func (Publisher) Publish(context.Context, event.Event) error {
	Now()
	return nil
}
