package commandbus

import (
	"context"
	"fmt"

	"example.com/eda/platform/command"
	"example.com/eda/platform/deadletter"
	"example.com/eda/platform/event"
	"example.com/eda/platform/message"
	"example.com/eda/platform/retry"
)

// Checkpoints remembers how far a reader has come.
type Checkpoints[P any] interface {
	Load(ctx context.Context, reader string) (P, error)
	Save(ctx context.Context, reader string, place P) error
}

// Processor handles the commands of the stream, one after another.
type Processor struct {
	stream      event.Stream
	checkpoints Checkpoints[event.Version]
	policy      retry.Policy
	dead        deadletter.Queue
	handlers    map[string]command.Handler
}

// NewProcessor returns a processor that repeats with policy what may succeed next time, and puts aside in dead what
// never will.
func NewProcessor(
	stream event.Stream,
	checkpoints Checkpoints[event.Version],
	policy retry.Policy,
	dead deadletter.Queue,
) *Processor {
	return &Processor{
		stream: stream, checkpoints: checkpoints, policy: policy, dead: dead, handlers: map[string]command.Handler{},
	}
}

var _ command.Registrar = (*Processor)(nil)

// Register routes every command of cmd's type to handler.
func (p *Processor) Register(cmd command.Command, handler command.Handler) {
	p.handlers[cmd.Type()] = handler
}

// Once handles what has come since the last time, and returns how many commands that was. The checkpoint follows the
// effect: a crash in between handles the last command again, the other order would skip it. So handlers must not mind.
func (p *Processor) Once(ctx context.Context) (int, error) {
	after, err := p.checkpoints.Load(ctx, CommandStream)
	if err != nil {
		return 0, fmt.Errorf("load checkpoint: %w", err)
	}
	waiting, err := p.stream.Read(ctx, CommandStream, after)
	if err != nil {
		return 0, fmt.Errorf("read commands: %w", err)
	}
	for done, recorded := range waiting {
		if err := p.handle(ctx, recorded); err != nil {
			// Nobody can be served while the database is down, so the queue waits instead of losing its head.
			return done, err
		}
		if err := p.checkpoints.Save(ctx, CommandStream, recorded.Version); err != nil {
			return done, fmt.Errorf("save checkpoint: %w", err)
		}
	}
	return len(waiting), nil
}

func (p *Processor) handle(ctx context.Context, recorded event.Recorded) error {
	sent, ok := recorded.Event.(Sent)
	if !ok {
		return fmt.Errorf("no command at %d: %T", recorded.Version, recorded.Event)
	}
	msg := sent.Message
	err := p.policy.Run(message.With(ctx, msg), func(ctx context.Context) error {
		handler, ok := p.handlers[msg.Body.Type()]
		if !ok {
			return retry.Permanent(fmt.Errorf("%w: %s", command.ErrUnroutable, msg.Body.Type()))
		}
		return handler.Handle(ctx, msg.Body)
	})
	if !retry.IsPermanent(err) {
		return err
	}
	return p.dead.Put(ctx, deadletter.Letter{Message: msg, Consumer: CommandStream, Attempts: 1, Reason: err.Error()})
}
