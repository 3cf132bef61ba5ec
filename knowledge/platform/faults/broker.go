package faults

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"example.com/eda/platform/command"
	"example.com/eda/platform/deadletter"
	"example.com/eda/platform/event"
	"example.com/eda/platform/message"
)

const (
	tries    = 5      // a message that failed so often is a dead letter
	maxSteps = 10_000 // a run that takes longer does not come to rest
)

// errRestless is the failure of a run that keeps itself busy for ever.
var errRestless = errors.New("faults: the process does not come to rest")

// delivery is one message on its way to one handler.
type delivery struct {
	msg        message.Message
	subscriber int // index of the subscription, for events
	failed     int
}

// put accepts a message. The place to crash behind it is where the sender does not know that it got through.
func (w *World) put(_ context.Context, msg message.Message) error {
	if msg.Kind == message.Command {
		w.pending = append(w.pending, delivery{msg: msg})
	} else {
		for subscriber := range w.events[msg.Body.Type()] {
			w.pending = append(w.pending, delivery{msg: msg, subscriber: subscriber})
		}
	}
	w.note("put %s", msg.Body.Type())
	w.Crash("after sending " + msg.Body.Type())
	return nil
}

// deliverAll runs the process until nothing is on its way.
func (w *World) deliverAll(ctx context.Context) error {
	for range maxSteps {
		if !w.pollAll(ctx) {
			continue
		}
		if len(w.pending) == 0 {
			return nil
		}
		w.deliver(ctx, w.next())
	}
	return errRestless
}

// pollAll lets the relays and other pollers do what they can. It reports false when it crashed on the way.
func (w *World) pollAll(ctx context.Context) bool {
	for i := 0; i < len(w.pollers); {
		done := 0
		if crashed := w.step(func() { done, _ = w.pollers[i](ctx) }); crashed {
			w.restart()
			return false
		}
		if done == 0 {
			i++
		}
	}
	return true
}

// next chooses the message to deliver and moves the clock when it is a deadline.
func (w *World) next() int {
	var ready, waiting []int
	for i, d := range w.pending {
		if d.msg.Due.After(w.now) {
			waiting = append(waiting, i)
		} else {
			ready = append(ready, i)
		}
	}
	slices.SortStableFunc(waiting, func(a, b int) int {
		return w.pending[a].msg.Due.Compare(w.pending[b].msg.Due)
	})
	if len(ready) == 0 {
		return w.pass(waiting[0])
	}
	early := w.choose(len(waiting)+1, func(answer int) string {
		return "early " + w.pending[waiting[answer-1]].msg.Body.Type()
	})
	if early > 0 {
		return w.pass(waiting[early-1])
	}
	return ready[w.choose(len(ready), func(answer int) string {
		return "reorder " + w.pending[ready[answer]].msg.Body.Type()
	})]
}

func (w *World) pass(index int) int {
	if due := w.pending[index].msg.Due; due.After(w.now) {
		w.now = due
	}
	return index
}

// deliver hands one message over. It leaves the queue only after its handler succeeded.
func (w *World) deliver(ctx context.Context, index int) {
	d := w.pending[index]
	again := w.May("duplicate " + d.msg.Body.Type())
	w.note("deliver %s", d.msg.Body.Type())
	var err error
	if crashed := w.step(func() { err = w.handle(message.With(ctx, d.msg), d) }); crashed {
		w.restart()
		return
	}
	// Handlers only add behind, so the index still holds.
	w.pending = slices.Delete(w.pending, index, index+1)
	if again {
		w.pending = append(w.pending, d)
	}
	if err == nil {
		return
	}
	w.note("failed %s: %v", d.msg.Body.Type(), err)
	if d.failed++; d.failed < tries && !errors.Is(err, command.ErrUnroutable) {
		w.pending = append(w.pending, d)
		return
	}
	_ = w.dead.Put(ctx, deadletter.Letter{Message: d.msg, Consumer: consumer(d), Attempts: d.failed, Reason: err.Error()})
}

func (w *World) handle(ctx context.Context, d delivery) error {
	if d.msg.Kind == message.Command {
		handler, ok := w.commands[d.msg.Body.Type()]
		if !ok {
			return fmt.Errorf("%w: %s", command.ErrUnroutable, d.msg.Body.Type())
		}
		return handler.Handle(ctx, d.msg.Body)
	}
	evt, ok := d.msg.Body.(event.Event)
	if !ok {
		return fmt.Errorf("faults: %T is no event", d.msg.Body)
	}
	return w.events[evt.Type()][d.subscriber].Handle(ctx, evt)
}

func consumer(d delivery) string { return fmt.Sprintf("%s#%d", d.msg.Body.Type(), d.subscriber) }

// restart starts all services again over what is durable.
func (w *World) restart() {
	w.commands, w.events, w.pollers = map[string]command.Handler{}, map[string][]event.Handler{}, nil
	for _, start := range w.boot {
		start()
	}
}
