// Package stream holds the implementations of event.Stream that need no server.
package stream

import (
	"context"
	"fmt"

	"example.com/eda/platform/event"
	"example.com/eda/platform/memory"
)

// NewInMemory returns a stream kept in db: Append joins the transaction of its context.
func NewInMemory(db *memory.Database) event.Stream {
	return &stream{
		db:       db,
		all:      memory.NewTable[event.Position, event.Recorded](db),
		versions: memory.NewTable[string, event.Version](db),
	}
}

type stream struct {
	db       *memory.Database
	all      *memory.Table[event.Position, event.Recorded]
	versions *memory.Table[string, event.Version]
}

var _ event.Stream = (*stream)(nil)

func (s *stream) Append(ctx context.Context, name string, expected event.Version, events ...event.Event) error {
	return s.db.Atomically(ctx, func(ctx context.Context) error {
		version, _ := s.versions.Get(ctx, name)
		if expected != event.Any && expected != version {
			return fmt.Errorf("%w: %s is at %d, not %d", event.ErrConflict, name, version, expected)
		}
		for _, evt := range events {
			version++
			position := event.Position{Sequence: uint64(s.all.Len(ctx)) + 1}
			s.all.Put(ctx, position, event.Recorded{Stream: name, Version: version, Position: position, Event: evt})
		}
		s.versions.Put(ctx, name, version)
		return nil
	})
}

func (s *stream) Read(ctx context.Context, name string, after event.Version) ([]event.Recorded, error) {
	var found []event.Recorded
	for _, recorded := range s.all.Values(ctx) {
		if recorded.Stream == name && recorded.Version > after {
			found = append(found, recorded)
		}
	}
	return found, nil
}

func (s *stream) ReadAll(ctx context.Context, after event.Position, limit int) ([]event.Recorded, error) {
	var found []event.Recorded
	for _, recorded := range s.all.Values(ctx) {
		if after.Before(recorded.Position) && len(found) < limit {
			found = append(found, recorded)
		}
	}
	return found, nil
}
