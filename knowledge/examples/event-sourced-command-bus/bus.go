// Package commandbus keeps commands in a stream, like events: what was sent stays sent, is handled in order, and can be
// read again. A forwarder tells other modules what the events of this one mean to them, and no outbox is needed: the
// streams are the outbox.
package commandbus

import (
	"context"
	"fmt"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/message"
)

// CommandStream is where all commands of the module wait to be handled.
const CommandStream = "commands"

// Sent is a command in the stream, with its id, its cause and the process it belongs to.
type Sent struct{ Message message.Message }

func (Sent) Type() string { return "Sent" }
func (s Sent) ID() string { return s.Message.ID }

// NewBus returns a command bus that sends by appending.
func NewBus(stream event.Stream) command.Bus { return bus{stream} }

type bus struct{ stream event.Stream }

var _ command.Bus = bus{}

func (b bus) Send(ctx context.Context, cmd command.Command) error {
	sent := Sent{message.New(ctx, message.Command, cmd)}
	if err := b.stream.Append(ctx, CommandStream, event.Any, sent); err != nil {
		return fmt.Errorf("send %s: %w", cmd.Type(), err)
	}
	return nil
}
