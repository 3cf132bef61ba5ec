package harm_test

import (
	"context"
	"slices"
	"testing"

	bad "example.com/eda/anti-patterns/correlation-not-propagated/bad"
	good "example.com/eda/anti-patterns/correlation-not-propagated/good"
)

// world is the three systems and the process that waits for them. A system erases what it is asked to, and answers with
// the correlation that it was asked with; the process finds the request by that.
type world struct {
	missing map[string]int
	erased  []string
	trail   []string
}

// The same person has asked twice: the second request is open while the first one runs.
const first, second = "erasure/2030-01", "erasure/2030-02"

func newWorld() *world { return &world{missing: map[string]int{first: 3, second: 3}} }

func (w *world) ask(system, correlation, causation, id string) {
	w.erased = append(w.erased, system)
	w.trail = append(w.trail, causation+" → "+id)
	if _, known := w.missing[correlation]; known {
		w.missing[correlation]--
	}
}

type badCommands struct{ *world }

func (c badCommands) Publish(_ context.Context, msg bad.Message) error {
	c.ask(msg.System, msg.Correlation, msg.Causation, msg.ID)
	return nil
}

type goodCommands struct{ *world }

func (c goodCommands) Publish(_ context.Context, msg good.Message) error {
	c.ask(msg.System, msg.Correlation, msg.Causation, msg.ID)
	return nil
}

func TestTheDataIsErasedAndTheRequestStaysOpen(t *testing.T) {
	w := newWorld()
	err := bad.Dispatcher{Commands: badCommands{w}}.OnErasureRequested(context.Background(),
		bad.Message{ID: "form/9", Correlation: first, Type: "ErasureRequested", Customer: "ada"})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(w.erased, bad.Systems) || w.missing[first] != 3 {
		t.Fatalf("erased by %v, missing %v; want the work done and nobody who knows", w.erased, w.missing)
	}
}

func TestTheAnswersFindTheirRequestAndTheTrailIsWhole(t *testing.T) {
	w := newWorld()
	err := good.Dispatcher{Commands: goodCommands{w}}.OnErasureRequested(context.Background(),
		good.Message{ID: "form/9", Correlation: first, Type: "ErasureRequested", Customer: "ada"})
	if err != nil {
		t.Fatal(err)
	}
	if w.missing[first] != 0 || w.missing[second] != 3 {
		t.Fatalf("missing %v; want the first request closed and the second one open", w.missing)
	}
	if want := "form/9 → EraseCustomer/crm/erasure/2030-01"; w.trail[0] != want {
		t.Fatalf("trail %v", w.trail)
	}
}
