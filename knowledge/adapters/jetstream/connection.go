// Package jetstream carries commands and events over NATS JetStream, and keeps event streams in it. Everything is stored before
// it is acknowledged, delivered at least once, and put aside when it fails too often.
package jetstream

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"example.com/eda/adapters/codec"
	"example.com/eda/platform/deadletter"
	"example.com/eda/platform/message"
)

// Options says how patient a consumer is.
type Options struct {
	Attempts int           // deliveries before a message is a dead letter; 0 means 5
	Wait     time.Duration // before the second delivery, doubled for each further one; 0 means 1 s
	AckWait  time.Duration // after which a message that is not acknowledged is delivered again; 0 means 30 s
}

// Connection is what the buses of one module share.
type Connection struct {
	js      jetstream.JetStream
	codec   *codec.Codec
	dead    deadletter.Queue
	options Options
}

const (
	commandStream = "COMMANDS"
	eventStream   = "EVENTS"
)

// Connect makes sure that the streams for commands and events exist. Whatever cannot be handled goes to dead.
func Connect(ctx context.Context, conn *nats.Conn, codec *codec.Codec, dead deadletter.Queue, options Options) (*Connection, error) {
	js, err := jetstream.New(conn)
	if err != nil {
		return nil, fmt.Errorf("open jetstream: %w", err)
	}
	streams := []jetstream.StreamConfig{
		// Each command is done once, so it may go when it is acknowledged; events stay for who comes later.
		{Name: commandStream, Subjects: []string{"commands.>"}, Retention: jetstream.WorkQueuePolicy},
		{Name: eventStream, Subjects: []string{"events.>"}},
	}
	for _, config := range streams {
		if _, err := js.CreateOrUpdateStream(ctx, config); err != nil {
			return nil, fmt.Errorf("create stream %s: %w", config.Name, err)
		}
	}
	return &Connection{js: js, codec: codec, dead: dead, options: options.orDefaults()}, nil
}

func (o Options) orDefaults() Options {
	if o.Attempts == 0 {
		o.Attempts = 5
	}
	if o.Wait == 0 {
		o.Wait = time.Second
	}
	if o.AckWait == 0 {
		o.AckWait = 30 * time.Second
	}
	return o
}

// Publish stores a message and returns when the server has it; it is the transport behind a relay. The server drops a message
// whose id it has seen in the last two minutes: that spares work, but it is no inbox.
func (c *Connection) Publish(ctx context.Context, msg message.Message) error {
	data, err := codec.Seal(msg)
	if err != nil {
		return err
	}
	if _, err := c.js.Publish(ctx, subject(msg.Kind, msg.Body.Type()), data, jetstream.WithMsgID(msg.ID)); err != nil {
		return fmt.Errorf("publish %s: %w", msg.ID, err)
	}
	return nil
}

var _ message.Publisher = (*Connection)(nil)

func subject(kind message.Kind, typ string) string {
	return string(kind) + "s." + token(typ)
}

// token makes a name fit between the dots of a subject.
func token(name string) string {
	return strings.NewReplacer(".", "_", " ", "_", "*", "_", ">", "_").Replace(name)
}

// consume hands the messages of one subject to handle, one at a time, under a durable name: whoever comes back under that
// name goes on where it stopped.
func (c *Connection) consume(
	ctx context.Context,
	stream, durable, subject string,
	handle func(ctx context.Context, msg message.Message) error,
) (jetstream.ConsumeContext, error) {
	consumer, err := c.js.CreateOrUpdateConsumer(ctx, stream, jetstream.ConsumerConfig{
		Durable:       token(durable),
		FilterSubject: subject,
		AckPolicy:     jetstream.AckExplicitPolicy,
		AckWait:       c.options.AckWait,
		MaxAckPending: 1, // one at a time keeps the order
	})
	if err != nil {
		return nil, fmt.Errorf("create consumer %s: %w", durable, err)
	}
	consuming, err := consumer.Consume(func(received jetstream.Msg) { c.receive(ctx, durable, received, handle) })
	if err != nil {
		return nil, fmt.Errorf("consume %s: %w", durable, err)
	}
	return consuming, nil
}

// receive acknowledges after the work. Without an answer the server delivers again, so an error of the answer itself needs none.
func (c *Connection) receive(
	ctx context.Context,
	durable string,
	received jetstream.Msg,
	handle func(ctx context.Context, msg message.Message) error,
) {
	msg, err := c.codec.Open(received.Data())
	if err == nil {
		err = handle(message.With(ctx, msg), msg)
	}
	if err == nil {
		_ = received.DoubleAck(ctx)
		return
	}
	delivered := 1
	if metadata, unknown := received.Metadata(); unknown == nil {
		delivered = int(metadata.NumDelivered)
	}
	if delivered < c.options.Attempts && !errors.Is(err, codec.ErrUnknown) {
		_ = received.NakWithDelay(c.options.Wait << (delivered - 1))
		return
	}
	letter := deadletter.Letter{Message: msg, Consumer: durable, Attempts: delivered, Reason: err.Error()}
	if c.dead.Put(ctx, letter) == nil {
		_ = received.TermWithReason(err.Error())
	}
	// Not put aside, so not given up: it comes again after AckWait.
}
