package faults

import (
	"context"
	"slices"
	"strings"
	"time"

	"example.com/eda/platform/command"
	"example.com/eda/platform/deadletter"
	"example.com/eda/platform/deadline"
	"example.com/eda/platform/event"
	"example.com/eda/platform/memory"
	"example.com/eda/platform/message"
	"example.com/eda/platform/outbox"
)

// World is the infrastructure of one run: a command bus, an event bus and a scheduler, durable and
// at-least-once. It is single-threaded: use it only from the scenario and from the handlers it calls.
//
// Its faults, by the first word of their names:
//
//	crash      the process ends here; every service starts again, and what only memory held is gone
//	duplicate  the message just delivered will be delivered once more, later
//	reorder    another message than the oldest is delivered first
//	early      a deadline passes while other messages are still on their way
//
// Any other name is the scenario's own, asked with May.
type World struct {
	script
	boot     []func()
	commands map[string]command.Handler
	events   map[string][]event.Handler
	pollers  []func(ctx context.Context) (int, error)
	pending  []delivery
	dead     *deadletter.Fake
	now      time.Time
}

var (
	_ command.Router     = (*World)(nil)
	_ event.Bus          = (*World)(nil)
	_ deadline.Scheduler = (*World)(nil)
)

func newWorld(plan []deviation, only func(string) bool) *World {
	w := &World{
		script: script{plan: plan, only: only},
		dead:   deadletter.NewFake(),
		now:    time.Date(2030, time.January, 1, 0, 0, 0, 0, time.UTC),
	}
	w.restart()
	return w
}

// Database returns a database that survives crashes, and whose commits are places to crash.
func (w *World) Database(name string) *memory.Database {
	return memory.NewWithHooks(
		func() { w.Crash("before commit in " + name) },
		func() { w.Crash("after commit in " + name) },
	)
}

// Boot wires the services with start: now, and again after every crash. What must survive a crash
// is made outside of start.
func (w *World) Boot(start func()) {
	w.boot = append(w.boot, start)
	start()
}

// Relay publishes what store holds, after every step. Call it in Boot.
func (w *World) Relay(store outbox.Store) {
	w.Poll(outbox.NewRelay(store, message.PublisherFunc(w.put), w.dead).Once)
}

// Poll calls once after every step, until it reports that it has done nothing. Call it in Boot.
func (w *World) Poll(once func(ctx context.Context) (done int, err error)) {
	w.pollers = append(w.pollers, once)
}

// Register routes a command type to its one handler. Call it in Boot.
func (w *World) Register(cmd command.Command, handler command.Handler) {
	if _, taken := w.commands[cmd.Type()]; taken {
		panic("faults: two handlers for " + cmd.Type())
	}
	w.commands[cmd.Type()] = handler
}

// Subscribe adds a durable subscription. Call it in Boot.
func (w *World) Subscribe(evt event.Event, handler event.Handler) {
	w.events[evt.Type()] = append(w.events[evt.Type()], handler)
}

// Send gives the broker a command to keep until it is handled.
func (w *World) Send(ctx context.Context, cmd command.Command) error {
	return w.put(ctx, message.New(ctx, message.Command, cmd))
}

// Publish gives the broker an event to keep until every subscription has handled it.
func (w *World) Publish(ctx context.Context, evt event.Event) error {
	return w.put(ctx, message.New(ctx, message.Event, evt))
}

// Schedule gives the broker a command to deliver when due, or any time after.
func (w *World) Schedule(ctx context.Context, due time.Time, cmd command.Command) error {
	msg := message.New(ctx, message.Command, cmd)
	msg.Due = due
	return w.put(ctx, msg)
}

// Faults returns what has gone wrong so far, in order.
func (w *World) Faults() []string { return w.faults }

// Harmless reports whether nothing went wrong but crashes, duplicates and reordering: what a process must
// survive without anybody noticing.
func (w *World) Harmless() bool {
	return !slices.ContainsFunc(w.faults, func(fault string) bool {
		kind, _, _ := strings.Cut(fault, " ")
		return kind != "crash" && kind != "duplicate" && kind != "reorder"
	})
}

// Now is the time of this world. It moves only when a deadline passes.
func (w *World) Now() time.Time { return w.now }

// Dead is where messages end that failed too often. Check it: a dead letter is a stuck process.
func (w *World) Dead() deadletter.Queue { return w.dead }

// DeadLetters returns what is in Dead.
func (w *World) DeadLetters() []deadletter.Letter { return w.dead.Letters }
