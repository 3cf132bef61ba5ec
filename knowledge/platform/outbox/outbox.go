// Package outbox makes a change of state and the messages that tell of it one write.
// A message is saved in the transaction of the state; a relay publishes it afterwards,
// at least once. Nothing is lost by a crash, something may be sent twice: the receiver
// needs an inbox, or not to care.
package outbox

import (
	"context"
	"time"

	"example.com/eda/platform/command"
	"example.com/eda/platform/deadline"
	"example.com/eda/platform/event"
	"example.com/eda/platform/message"
)

// Entry is a saved message and how often it was tried in vain.
type Entry struct {
	Position int64
	Attempts int
	Message  message.Message
}

// Writer adds messages. It is all that a module needs to see of an outbox.
type Writer interface {
	// Save adds messages in the transaction of ctx, and fails with transaction.ErrNone outside of one.
	Save(ctx context.Context, messages ...message.Message) error
}

// Store keeps messages until they are published.
type Store interface {
	Writer
	// Unpublished returns entries that are neither published nor buried, oldest first.
	Unpublished(ctx context.Context, limit int) ([]Entry, error)
	// MarkPublished takes entries out of Unpublished.
	MarkPublished(ctx context.Context, positions ...int64) error
	// IncrementAttempts counts a failed try and returns how many there were.
	IncrementAttempts(ctx context.Context, position int64) (int, error)
	// Bury takes an entry out of Unpublished that nobody can publish.
	Bury(ctx context.Context, position int64, reason string) error
}

// Commands returns a command bus that sends by saving: Send belongs to the transaction of its context.
func Commands(out Writer) command.Bus { return commands{out} }

// Events returns a publisher that publishes by saving: Publish belongs to the transaction of its context.
func Events(out Writer) event.Publisher { return events{out} }

// Deadlines returns a scheduler that schedules by saving, in the transaction of its context.
func Deadlines(out Writer) deadline.Scheduler { return deadlines{out} }

// To returns the transport behind a relay: commands go to one bus, events to the other, and the
// message they came in is in the context. It does not hold back what is not due yet.
func To(commandBus command.Bus, eventBus event.Publisher) message.Publisher {
	return message.PublisherFunc(func(ctx context.Context, msg message.Message) error {
		cause := message.Message{ID: msg.CausationID, CorrelationID: msg.CorrelationID}
		ctx = message.With(ctx, cause)
		if evt, ok := msg.Body.(event.Event); ok && msg.Kind == message.Event {
			return eventBus.Publish(ctx, evt)
		}
		return commandBus.Send(ctx, msg.Body)
	})
}

type commands struct{ out Writer }

var _ command.Bus = commands{}

func (c commands) Send(ctx context.Context, cmd command.Command) error {
	return c.out.Save(ctx, message.New(ctx, message.Command, cmd))
}

type events struct{ out Writer }

var _ event.Publisher = events{}

func (e events) Publish(ctx context.Context, evt event.Event) error {
	return e.out.Save(ctx, message.New(ctx, message.Event, evt))
}

type deadlines struct{ out Writer }

var _ deadline.Scheduler = deadlines{}

func (d deadlines) Schedule(ctx context.Context, due time.Time, cmd command.Command) error {
	msg := message.New(ctx, message.Command, cmd)
	msg.Due = due
	return d.out.Save(ctx, msg)
}
