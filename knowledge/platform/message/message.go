// Package message is what a command and an event have in common once they travel.
package message

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"
)

// Kind tells a request to one handler from a fact for everybody.
type Kind string

const (
	Command Kind = "command"
	Event   Kind = "event"
)

// Body is the part of a message the business wrote.
type Body interface{ Type() string }

// Message is a body with what the infrastructure needs to deliver it, find its
// duplicates and explain where it came from.
type Message struct {
	ID            string
	Kind          Kind
	CorrelationID string    // the same through a whole process
	CausationID   string    // the ID of the message this one answers
	Due           time.Time // not to be delivered before; zero means now
	Body          Body
}

// Publisher hands a message to a transport. An error means it may or may not have got there.
type Publisher interface {
	Publish(ctx context.Context, msg Message) error
}

// PublisherFunc lets a function be a Publisher.
type PublisherFunc func(ctx context.Context, msg Message) error

// Publish calls f.
func (f PublisherFunc) Publish(ctx context.Context, msg Message) error { return f(ctx, msg) }

type key struct{}

// With returns a context in which msg is the message being handled.
func With(ctx context.Context, msg Message) context.Context {
	return context.WithValue(ctx, key{}, msg)
}

// From returns the message being handled.
func From(ctx context.Context) (Message, bool) {
	msg, ok := ctx.Value(key{}).(Message)
	return msg, ok
}

// New wraps a body. The message being handled in ctx becomes its cause, and its
// correlation is inherited. The ID is derived, never minted: sending the same
// thing again, for the same cause, gives the same ID.
func New(ctx context.Context, kind Kind, body Body) Message {
	cause, _ := From(ctx)
	msg := Message{
		ID:            identity(cause, body),
		Kind:          kind,
		CorrelationID: cause.CorrelationID,
		CausationID:   cause.ID,
		Body:          body,
	}
	if msg.CorrelationID == "" {
		msg.CorrelationID = msg.ID
	}
	return msg
}

func identity(cause Message, body Body) string {
	if named, ok := body.(interface{ ID() string }); ok {
		return named.ID()
	}
	content, err := json.Marshal(body)
	if err != nil {
		content = fmt.Appendf(nil, "%#v", body)
	}
	sum := sha256.Sum256(append([]byte(cause.ID+"\n"+body.Type()+"\n"), content...))
	return body.Type() + "/" + hex.EncodeToString(sum[:8])
}
