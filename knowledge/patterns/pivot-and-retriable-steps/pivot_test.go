package pivot_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	pivot "example.com/eda/patterns/pivot-and-retriable-steps"
)

type world struct {
	log    []string
	refuse string
	faults int // how often every step fails before it works
	failed map[string]int
}

func (w *world) step(name string, role pivot.Role) pivot.Step {
	s := pivot.Step{Name: name, Role: role, Do: w.work(name)}
	if role == pivot.Compensatable {
		s.Undo = w.work("undo " + name)
	}
	return s
}

func (w *world) work(name string) func(context.Context) error {
	return func(context.Context) error {
		if w.failed[name] < w.faults {
			w.failed[name]++
			return errors.New("connection reset")
		}
		if name == w.refuse {
			return pivot.ErrRefused
		}
		w.log = append(w.log, name)
		return nil
	}
}

func order(w *world) []pivot.Step {
	return []pivot.Step{
		w.step("authorise", pivot.Compensatable), w.step("reserve", pivot.Compensatable),
		w.step("capture", pivot.Pivot), w.step("hand over", pivot.Retriable), w.step("receipt", pivot.Retriable),
	}
}

func TestBackBeforeThePivotForwardAfterIt(t *testing.T) {
	cases := map[string]struct {
		refuse string
		want   string
	}{
		"all well":         {"", "authorise, reserve, capture, hand over, receipt"},
		"first is refused": {"authorise", ""},
		"refused half-way": {"reserve", "authorise, undo authorise"},
		"pivot is refused": {"capture", "authorise, reserve, undo reserve, undo authorise"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			w := &world{refuse: c.refuse, faults: 2, failed: map[string]int{}}
			err := pivot.Run(context.Background(), order(w))
			if (err != nil) != (c.refuse != "") || strings.Join(w.log, ", ") != c.want {
				t.Fatalf("%v, %v; want %q", w.log, err, c.want)
			}
		})
	}
}

func TestCheck(t *testing.T) {
	w := &world{}
	a, p, r := w.step("reserve", pivot.Compensatable), w.step("capture", pivot.Pivot), w.step("ship", pivot.Retriable)
	cases := map[string]struct {
		steps []pivot.Step
		want  []string
	}{
		"in order":        {order(w), nil},
		"refusable later": {[]pivot.Step{p, a}, []string{"reserve may be refused after capture: move it in front"}},
		"two pivots":      {[]pivot.Step{p, w.step("submit", pivot.Pivot)}, []string{"submit is a second pivot: when it is refused, capture cannot be undone"}},
		"too early":       {[]pivot.Step{r, p}, []string{"ship comes before the point of no return: it needs a way back"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := pivot.Check(c.steps); !reflect.DeepEqual(got, c.want) {
				t.Fatalf("got %q, want %q", got, c.want)
			}
		})
	}
}
