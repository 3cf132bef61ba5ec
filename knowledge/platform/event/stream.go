package event

import (
	"context"
	"errors"
)

// ErrConflict is returned when a stream is not at the version the writer read:
// somebody else was faster. Load again and decide again.
var ErrConflict = errors.New("event: stream has moved on")

// Version counts the events of one stream; an empty or unknown stream is at 0.
type Version int64

// Any skips the version check.
const Any Version = -1

// Position is a place among all events of a store. Commit comes first, because a store that numbers events when they
// are written but shows them when they are committed (a database sequence does) shows some numbers late: a reader
// that remembers only the highest number would skip those.
type Position struct {
	Commit   uint64 // of the transaction; 0 in a store whose numbers appear in order
	Sequence uint64
}

// Before reports whether p comes before other.
func (p Position) Before(other Position) bool {
	return p.Commit < other.Commit || p.Commit == other.Commit && p.Sequence < other.Sequence
}

// Recorded is an event at its place.
type Recorded struct {
	Stream   string
	Version  Version // place in its stream, from 1
	Position Position
	Event    Event
}

// Stream keeps events for ever, in order, per stream name.
type Stream interface {
	// Append adds all events or none. It joins the transaction of ctx where there is one.
	Append(ctx context.Context, stream string, expected Version, events ...Event) error
	// Read returns the events of one stream after a version, oldest first.
	Read(ctx context.Context, stream string, after Version) ([]Recorded, error)
	// ReadAll returns events of all streams after a position, oldest first; the zero Position is the beginning.
	ReadAll(ctx context.Context, after Position, limit int) ([]Recorded, error)
}
