package groupcheckout

import (
	"context"
	"fmt"
	"time"

	"example.com/eda/platform/command"
	"example.com/eda/platform/deadline"
	"example.com/eda/platform/event"
	"example.com/eda/platform/transaction"
)

// Checkouts stores the state of the processes, in the manager's transactions.
type Checkouts interface {
	// Load returns the zero Checkout for a group it does not know.
	Load(ctx context.Context, groupID string) (Checkout, error)
	// Save stores the state if its version is still the stored one, and fails with event.ErrConflict otherwise.
	Save(ctx context.Context, groupID string, state Checkout) error
}

// Manager is the process manager: it loads the state, asks it what follows, stores it and does what it wants, in one
// transaction. It knows no rule of the process; those are in Checkout, and need no database to be tested.
type Manager struct {
	scope     transaction.Scope
	checkouts Checkouts
	commands  command.Bus
	events    event.Publisher
	deadlines deadline.Scheduler
	now       func() time.Time
}

// NewManager returns a manager; the buses and the scheduler must belong to the transactions of scope: an outbox.
func NewManager(
	scope transaction.Scope,
	checkouts Checkouts,
	commands command.Bus,
	events event.Publisher,
	deadlines deadline.Scheduler,
	now func() time.Time,
) *Manager {
	return &Manager{
		scope: scope, checkouts: checkouts, commands: commands, events: events, deadlines: deadlines, now: now,
	}
}

// Register takes the inputs of the process: two commands, two events.
func (m *Manager) Register(commands command.Registrar, events event.Subscriber) {
	command.On(commands, func(ctx context.Context, cmd CheckOutGroup) error {
		return m.advance(ctx, cmd.GroupID, func(c Checkout) (Checkout, Outputs) { return c.Start(cmd) })
	})
	command.On(commands, func(ctx context.Context, cmd ExpireGroupCheckout) error {
		return m.advance(ctx, cmd.GroupID, func(c Checkout) (Checkout, Outputs) { return c.Expire(cmd) })
	})
	event.On(events, func(ctx context.Context, evt GuestCheckedOut) error {
		return m.advance(ctx, evt.GroupID, func(c Checkout) (Checkout, Outputs) { return c.GuestOut(evt) })
	})
	event.On(events, func(ctx context.Context, evt GuestCheckoutRefused) error {
		return m.advance(ctx, evt.GroupID, func(c Checkout) (Checkout, Outputs) { return c.GuestRefused(evt) })
	})
}

// advance takes one step of one process. When two answers arrive at once, one of them finds the version moved on, comes
// again, and is counted then: no answer overwrites another.
func (m *Manager) advance(ctx context.Context, groupID string, step func(Checkout) (Checkout, Outputs)) error {
	return m.scope.Within(ctx, func(ctx context.Context) error {
		state, err := m.checkouts.Load(ctx, groupID)
		if err != nil {
			return fmt.Errorf("load checkout of group %s: %w", groupID, err)
		}
		next, out := step(state)
		if err := m.checkouts.Save(ctx, groupID, next); err != nil {
			return fmt.Errorf("save checkout of group %s: %w", groupID, err)
		}
		return m.emit(ctx, out)
	})
}

func (m *Manager) emit(ctx context.Context, out Outputs) error {
	for _, cmd := range out.Send {
		if err := m.commands.Send(ctx, cmd); err != nil {
			return fmt.Errorf("send %s: %w", cmd.Type(), err)
		}
	}
	for _, evt := range out.Publish {
		if err := m.events.Publish(ctx, evt); err != nil {
			return fmt.Errorf("publish %s: %w", evt.Type(), err)
		}
	}
	if out.Schedule == nil {
		return nil
	}
	if err := m.deadlines.Schedule(ctx, m.now().Add(Patience), out.Schedule); err != nil {
		return fmt.Errorf("schedule %s: %w", out.Schedule.Type(), err)
	}
	return nil
}
