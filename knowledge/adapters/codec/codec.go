// Package codec turns the business's messages into JSON and back. A type is known by its name, never by its Go path, so
// that code can move without old messages becoming unreadable.
package codec

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"example.com/eda/platform/message"
)

// ErrUnknown is returned for a type that was not registered: a newer sender, or a poison message.
var ErrUnknown = errors.New("codec: unknown type")

// Codec knows the types that may arrive.
type Codec struct {
	decoders map[string]func(data []byte) (message.Body, error)
}

// New returns a codec that knows nothing.
func New() *Codec { return &Codec{decoders: map[string]func([]byte) (message.Body, error){}} }

// Register makes bodies of type B readable.
func Register[B message.Body](c *Codec) {
	var zero B
	c.decoders[zero.Type()] = func(data []byte) (message.Body, error) {
		var body B
		if err := json.Unmarshal(data, &body); err != nil {
			return nil, fmt.Errorf("decode %s: %w", zero.Type(), err)
		}
		return body, nil
	}
}

// Decode makes a body from the name of its type and its JSON.
func (c *Codec) Decode(typ string, data []byte) (message.Body, error) {
	decode, ok := c.decoders[typ]
	if !ok {
		return nil, fmt.Errorf("%w: %s", ErrUnknown, typ)
	}
	return decode(data)
}

// Envelope is a message as it is stored and sent.
type Envelope struct {
	ID            string          `json:"id"`
	Kind          message.Kind    `json:"kind"`
	Type          string          `json:"type"`
	CorrelationID string          `json:"correlationId"`
	CausationID   string          `json:"causationId,omitempty"`
	Due           time.Time       `json:"due,omitzero"`
	Body          json.RawMessage `json:"body"`
}

// Seal makes the JSON of a message.
func Seal(msg message.Message) ([]byte, error) {
	body, err := json.Marshal(msg.Body)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", msg.ID, err)
	}
	return json.Marshal(Envelope{
		ID: msg.ID, Kind: msg.Kind, Type: msg.Body.Type(),
		CorrelationID: msg.CorrelationID, CausationID: msg.CausationID, Due: msg.Due, Body: body,
	})
}

// Open makes a message from its JSON. When only the body is unreadable, the message is returned with the error, so that
// whoever puts it aside can say which one it was.
func (c *Codec) Open(data []byte) (message.Message, error) {
	var e Envelope
	if err := json.Unmarshal(data, &e); err != nil {
		return message.Message{}, fmt.Errorf("open envelope: %w", err)
	}
	msg := message.Message{ID: e.ID, Kind: e.Kind, CorrelationID: e.CorrelationID, CausationID: e.CausationID, Due: e.Due}
	body, err := c.Decode(e.Type, e.Body)
	if err != nil {
		msg.Body = Unreadable{TypeName: e.Type, Data: e.Body}
		return msg, err
	}
	msg.Body = body
	return msg, nil
}

// Unreadable stands for a body that the codec does not know. It is sealed as it came.
type Unreadable struct {
	TypeName string
	Data     json.RawMessage
}

// Type returns the name it came with.
func (u Unreadable) Type() string { return u.TypeName }

// MarshalJSON returns the body as it came.
func (u Unreadable) MarshalJSON() ([]byte, error) { return u.Data, nil }
