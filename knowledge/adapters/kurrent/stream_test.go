package kurrent

import (
	"errors"
	"fmt"
	"testing"

	"github.com/kurrent-io/KurrentDB-Client-Go/kurrentdb"

	"example.com/eda/platform/event"
)

// What can be tested without a server: how versions are translated, and that strange errors are not taken for known ones.
func TestState(t *testing.T) {
	cases := map[event.Version]kurrentdb.StreamState{
		event.Any: kurrentdb.Any{},
		0:         kurrentdb.NoStream{},
		1:         kurrentdb.Revision(0),
		8:         kurrentdb.Revision(7),
	}
	for version, want := range cases {
		if got := state(version); got != want {
			t.Errorf("version %d: got %#v, want %#v", version, got, want)
		}
	}
}

func TestIs(t *testing.T) {
	if is(nil, kurrentdb.ErrorCodeUnknown) || is(errors.New("other"), kurrentdb.ErrorCodeUnknown) {
		t.Error("an error of somebody else was taken for the client's")
	}
	if !is(fmt.Errorf("append: %w", &kurrentdb.Error{}), kurrentdb.ErrorCodeUnknown) {
		t.Error("a wrapped error was not recognised")
	}
}
