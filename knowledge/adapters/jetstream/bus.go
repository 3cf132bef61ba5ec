package jetstream

import (
	"context"
	"fmt"
	"sync"

	"github.com/nats-io/nats.go/jetstream"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/message"
)

// Bus is the command bus and the event bus of one module.
type Bus interface {
	command.Bus
	command.Registrar
	event.Publisher
	event.Subscriber
	// Start begins to deliver to the handlers registered so far, until ctx ends or Stop is called.
	Start(ctx context.Context) error
	// Stop waits for the handlers that run, and delivers no more.
	Stop()
}

// NewBus returns the bus of a module. The name of the module is part of its subscriptions: two processes of the same module
// share the work, two modules both get every event.
func NewBus(connection *Connection, module string) Bus {
	return &bus{Connection: connection, module: module}
}

type bus struct {
	*Connection
	module    string
	mu        sync.Mutex
	routes    []route
	consuming []jetstream.ConsumeContext
}

type route struct {
	stream, durable, subject string
	handle                   func(ctx context.Context, msg message.Message) error
}

var _ Bus = (*bus)(nil)

func (b *bus) Send(ctx context.Context, cmd command.Command) error {
	return b.Connection.Publish(ctx, message.New(ctx, message.Command, cmd))
}

func (b *bus) Publish(ctx context.Context, evt event.Event) error {
	return b.Connection.Publish(ctx, message.New(ctx, message.Event, evt))
}

// Register takes the commands of one type for this module. The stream of commands is a work queue, so a second module that
// registers the same type is refused by the server when it starts.
func (b *bus) Register(cmd command.Command, handler command.Handler) {
	b.add(route{commandStream, "command-" + cmd.Type(), subject(message.Command, cmd.Type()),
		func(ctx context.Context, msg message.Message) error { return handler.Handle(ctx, msg.Body) }})
}

// Subscribe has a durable name made of the module, the type, and a number in case there are more.
func (b *bus) Subscribe(evt event.Event, handler event.Handler) {
	durable := fmt.Sprintf("%s-%s-%d", b.module, evt.Type(), b.subscriptions(evt))
	b.add(route{eventStream, durable, subject(message.Event, evt.Type()),
		func(ctx context.Context, msg message.Message) error {
			evt, ok := msg.Body.(event.Event)
			if !ok {
				return fmt.Errorf("%T is no event", msg.Body)
			}
			return handler.Handle(ctx, evt)
		}})
}

func (b *bus) subscriptions(evt event.Event) (n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, r := range b.routes {
		if r.subject == subject(message.Event, evt.Type()) {
			n++
		}
	}
	return n
}

func (b *bus) add(r route) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.routes = append(b.routes, r)
}

func (b *bus) Start(ctx context.Context) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, r := range b.routes {
		consuming, err := b.consume(ctx, r.stream, r.durable, r.subject, r.handle)
		if err != nil {
			return err
		}
		b.consuming = append(b.consuming, consuming)
	}
	context.AfterFunc(ctx, b.Stop)
	return nil
}

func (b *bus) Stop() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, consuming := range b.consuming {
		consuming.Drain()
		<-consuming.Closed()
	}
	b.consuming = nil
}
