package processmanager

import (
	"context"
	"time"

	"example.com/eda/platform/command"
	"example.com/eda/platform/deadline"
	"example.com/eda/platform/event"
	"example.com/eda/platform/outbox"
	"example.com/eda/platform/transaction"
)

// Instances keeps one Checkout per group, in the transaction of its context.
type Instances interface {
	Get(ctx context.Context, groupID string) (Checkout, bool)
	Put(ctx context.Context, groupID string, c Checkout)
}

// Manager is the shell around Decide: state, outgoing commands and deadline are one commit.
type Manager struct {
	scope     transaction.Scope
	instances Instances
	commands  command.Bus
	deadlines deadline.Scheduler
	now       func() time.Time
}

// New returns a manager whose messages leave through out, which must belong to scope.
func New(scope transaction.Scope, instances Instances, out outbox.Writer, now func() time.Time) *Manager {
	return &Manager{
		scope: scope, instances: instances, now: now,
		commands: outbox.Commands(out), deadlines: outbox.Deadlines(out),
	}
}

// Subscribe lists everything the process waits for.
func (m *Manager) Subscribe(events event.Subscriber, commands command.Registrar) {
	event.On(events, func(ctx context.Context, e GroupCheckoutStarted) error { return m.handle(ctx, e.GroupID, e) })
	event.On(events, func(ctx context.Context, e GuestCheckedOut) error { return m.handle(ctx, e.GroupID, e) })
	event.On(events, func(ctx context.Context, e GuestCheckoutRefused) error { return m.handle(ctx, e.GroupID, e) })
	command.On(commands, func(ctx context.Context, c CheckoutDeadline) error {
		return m.handle(ctx, c.GroupID, CheckoutDeadlinePassed(c))
	})
}

// handle needs no inbox: Decide gives a repeated event an empty answer.
func (m *Manager) handle(ctx context.Context, groupID string, evt event.Event) error {
	return m.scope.Within(ctx, func(ctx context.Context) error {
		state, _ := m.instances.Get(ctx, groupID)
		decision := Decide(state, evt)
		m.instances.Put(ctx, groupID, decision.Next)
		for _, cmd := range decision.Commands {
			if err := m.commands.Send(ctx, cmd); err != nil {
				return err
			}
		}
		if decision.Deadline == nil {
			return nil
		}
		return m.deadlines.Schedule(ctx, m.now().Add(Patience), *decision.Deadline)
	})
}
