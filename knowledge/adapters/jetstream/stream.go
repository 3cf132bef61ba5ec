package jetstream

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"example.com/eda/adapters/codec"
	"example.com/eda/platform/event"
)

const (
	storeStream    = "EVENT_STORE"
	storeSubject   = "store."
	versionHeader  = "Eda-Version" // of the stream after the message
	wrongSequence  = jetstream.ErrorCode(10071)
	sequenceHeader = "Nats-Expected-Last-Subject-Sequence"
)

// NewStream returns event streams kept in one JetStream stream, a subject for each.
func NewStream(ctx context.Context, conn *nats.Conn, codec *codec.Codec) (event.Stream, error) {
	js, err := jetstream.New(conn)
	if err != nil {
		return nil, fmt.Errorf("open jetstream: %w", err)
	}
	store, err := js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{
		Name: storeStream, Subjects: []string{storeSubject + ">"}, DenyDelete: true, DenyPurge: true,
	})
	if err != nil {
		return nil, fmt.Errorf("create stream: %w", err)
	}
	return &stream{js, store, codec}, nil
}

type stream struct {
	js    jetstream.JetStream
	store jetstream.Stream
	codec *codec.Codec
}

var _ event.Stream = (*stream)(nil)

// stored is one event in a message.
type stored struct {
	Type string          `json:"type"`
	Body json.RawMessage `json:"body"`
}

// Append puts all events of a decision into one message: that is how they are stored all or none. It joins no transaction;
// there is none to join.
func (s *stream) Append(ctx context.Context, name string, expected event.Version, events ...event.Event) error {
	version, sequence, err := s.last(ctx, name)
	if err != nil {
		return fmt.Errorf("append to %s: %w", name, err)
	}
	if expected != event.Any && expected != version {
		return fmt.Errorf("%w: %s is at %d, not %d", event.ErrConflict, name, version, expected)
	}
	if len(events) == 0 {
		return nil
	}
	data, err := encode(events)
	if err != nil {
		return err
	}
	msg := nats.NewMsg(storeSubject + token(name))
	msg.Data = data
	msg.Header.Set(versionHeader, strconv.FormatInt(int64(version)+int64(len(events)), 10))
	msg.Header.Set(sequenceHeader, strconv.FormatUint(sequence, 10))
	_, err = s.js.PublishMsg(ctx, msg)
	var refused *jetstream.APIError
	if errors.As(err, &refused) && refused.ErrorCode == wrongSequence {
		if expected == event.Any {
			return s.Append(ctx, name, expected, events...) // whoever was overtaken goes behind
		}
		return fmt.Errorf("%w: %s", event.ErrConflict, name)
	}
	if err != nil {
		return fmt.Errorf("append to %s: %w", name, err)
	}
	return nil
}

// last returns the version of a stream, and the sequence of the message that led to it.
func (s *stream) last(ctx context.Context, name string) (event.Version, uint64, error) {
	msg, err := s.store.GetLastMsgForSubject(ctx, storeSubject+token(name))
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return 0, 0, nil
	}
	if err != nil {
		return 0, 0, err
	}
	version, err := strconv.ParseInt(msg.Header.Get(versionHeader), 10, 64)
	return event.Version(version), msg.Sequence, err
}

func (s *stream) Read(ctx context.Context, name string, after event.Version) ([]event.Recorded, error) {
	var found []event.Recorded
	err := s.scan(ctx, storeSubject+token(name), 1, func(r event.Recorded) bool {
		if r.Version > after {
			found = append(found, r)
		}
		return true
	})
	return found, err
}

// ReadAll goes by the sequence of the server, which appears in order. All events of one message share a sequence, so the
// limit is kept only to the message.
func (s *stream) ReadAll(ctx context.Context, after event.Position, limit int) ([]event.Recorded, error) {
	var found []event.Recorded
	err := s.scan(ctx, storeSubject+">", after.Sequence+1, func(r event.Recorded) bool {
		if len(found) >= limit && r.Position != found[len(found)-1].Position {
			return false
		}
		found = append(found, r)
		return true
	})
	return found, err
}

// scan gets message after message, so that it sees everything that was stored before it began.
func (s *stream) scan(ctx context.Context, subject string, from uint64, visit func(event.Recorded) bool) error {
	for {
		msg, err := s.store.GetMsg(ctx, from, jetstream.WithGetMsgSubject(subject))
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read events: %w", err)
		}
		recorded, err := s.decode(msg)
		if err != nil {
			return err
		}
		for _, r := range recorded {
			if !visit(r) {
				return nil
			}
		}
		from = msg.Sequence + 1
	}
}

func encode(events []event.Event) ([]byte, error) {
	all := make([]stored, 0, len(events))
	for _, evt := range events {
		body, err := json.Marshal(evt)
		if err != nil {
			return nil, fmt.Errorf("encode %s: %w", evt.Type(), err)
		}
		all = append(all, stored{evt.Type(), body})
	}
	return json.Marshal(all)
}

func (s *stream) decode(msg *jetstream.RawStreamMsg) ([]event.Recorded, error) {
	var all []stored
	if err := json.Unmarshal(msg.Data, &all); err != nil {
		return nil, fmt.Errorf("decode message %d: %w", msg.Sequence, err)
	}
	end, err := strconv.ParseInt(msg.Header.Get(versionHeader), 10, 64)
	if err != nil {
		return nil, fmt.Errorf("version of message %d: %w", msg.Sequence, err)
	}
	recorded := make([]event.Recorded, 0, len(all))
	for i, one := range all {
		body, err := s.codec.Decode(one.Type, one.Body)
		if err != nil {
			return nil, fmt.Errorf("message %d: %w", msg.Sequence, err)
		}
		evt, ok := body.(event.Event)
		if !ok {
			return nil, fmt.Errorf("message %d: %T is no event", msg.Sequence, body)
		}
		recorded = append(recorded, event.Recorded{
			Stream:   strings.TrimPrefix(msg.Subject, storeSubject),
			Version:  event.Version(end - int64(len(all)) + int64(i) + 1),
			Position: event.Position{Sequence: msg.Sequence},
			Event:    evt,
		})
	}
	return recorded, nil
}
