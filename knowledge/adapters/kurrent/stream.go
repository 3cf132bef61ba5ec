// Package kurrent keeps event streams in KurrentDB, formerly EventStoreDB, with the official client. It is compiled and
// vetted with the others, but its tests do not run it: there is no server to be had where they run.
package kurrent

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/google/uuid"
	"github.com/kurrent-io/KurrentDB-Client-Go/kurrentdb"

	"example.com/eda/adapters/codec"
	"example.com/eda/platform/event"
)

// NewStream returns the event streams of the server behind client.
func NewStream(client *kurrentdb.Client, codec *codec.Codec) event.Stream {
	return &stream{client, codec}
}

type stream struct {
	client *kurrentdb.Client
	codec  *codec.Codec
}

var _ event.Stream = (*stream)(nil)

// Append derives the id of the server's event from that of the fact. With an expected version the server recognises a second
// append of the same events and answers as it did the first time. It joins no transaction: appending is one.
func (s *stream) Append(ctx context.Context, name string, expected event.Version, events ...event.Event) error {
	data := make([]kurrentdb.EventData, 0, len(events))
	for _, evt := range events {
		body, err := json.Marshal(evt)
		if err != nil {
			return fmt.Errorf("encode %s: %w", evt.Type(), err)
		}
		data = append(data, kurrentdb.EventData{
			EventID:     uuid.NewSHA1(uuid.NameSpaceOID, []byte(evt.ID())),
			EventType:   evt.Type(),
			ContentType: kurrentdb.ContentTypeJson,
			Data:        body,
		})
	}
	_, err := s.client.AppendToStream(ctx, name, kurrentdb.AppendToStreamOptions{StreamState: state(expected)}, data...)
	if is(err, kurrentdb.ErrorCodeWrongExpectedVersion) {
		return fmt.Errorf("%w: %s is not at %d", event.ErrConflict, name, expected)
	}
	if err != nil {
		return fmt.Errorf("append to %s: %w", name, err)
	}
	return nil
}

// state translates a version, which counts events, into a revision, which names the last one, from 0.
func state(expected event.Version) kurrentdb.StreamState {
	switch expected {
	case event.Any:
		return kurrentdb.Any{}
	case 0:
		return kurrentdb.NoStream{}
	}
	return kurrentdb.Revision(uint64(expected - 1))
}

func (s *stream) Read(ctx context.Context, name string, after event.Version) ([]event.Recorded, error) {
	options := kurrentdb.ReadStreamOptions{Direction: kurrentdb.Forwards, From: kurrentdb.Revision(uint64(after))}
	reading, err := s.client.ReadStream(ctx, name, options, math.MaxUint64)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	defer reading.Close()
	found, err := s.collect(reading, event.Position{}, math.MaxInt)
	if is(err, kurrentdb.ErrorCodeResourceNotFound) {
		return nil, nil // a stream nobody has written to
	}
	return found, err
}

// ReadAll leaves the server's own events out. A position of the server names an event, so reading starts with the one after.
func (s *stream) ReadAll(ctx context.Context, after event.Position, limit int) ([]event.Recorded, error) {
	options := kurrentdb.ReadAllOptions{Direction: kurrentdb.Forwards, From: kurrentdb.Start{}}
	if after != (event.Position{}) {
		options.From = kurrentdb.Position{Commit: after.Commit, Prepare: after.Sequence}
	}
	reading, err := s.client.ReadAll(ctx, options, math.MaxUint64)
	if err != nil {
		return nil, fmt.Errorf("read all: %w", err)
	}
	defer reading.Close()
	return s.collect(reading, after, limit)
}

func (s *stream) collect(reading *kurrentdb.ReadStream, after event.Position, limit int) ([]event.Recorded, error) {
	var found []event.Recorded
	for len(found) < limit {
		resolved, err := reading.Recv()
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read events: %w", err)
		}
		original := resolved.OriginalEvent()
		position := event.Position{Commit: original.Position.Commit, Sequence: original.Position.Prepare}
		if strings.HasPrefix(original.EventType, "$") || position == after {
			continue
		}
		recorded, err := s.decode(original, position)
		if err != nil {
			return nil, err
		}
		found = append(found, recorded)
	}
	return found, nil
}

func (s *stream) decode(original *kurrentdb.RecordedEvent, position event.Position) (event.Recorded, error) {
	at := fmt.Sprintf("%s at %d", original.StreamID, original.EventNumber)
	body, err := s.codec.Decode(original.EventType, original.Data)
	if err != nil {
		return event.Recorded{}, fmt.Errorf("%s: %w", at, err)
	}
	evt, ok := body.(event.Event)
	if !ok {
		return event.Recorded{}, fmt.Errorf("%s: %T is no event", at, body)
	}
	return event.Recorded{
		Stream: original.StreamID, Version: event.Version(original.EventNumber) + 1, Position: position, Event: evt,
	}, nil
}

func is(err error, code kurrentdb.ErrorCode) bool {
	var known *kurrentdb.Error
	return errors.As(err, &known) && known.Code() == code
}
