package patternselection_test

import (
	"testing"

	ps "example.com/eda/patterns/pattern-selection"
)

func TestChoose(t *testing.T) {
	cases := map[string]struct {
		facts ps.Facts
		want  string
	}{
		"two tables of one service":            {ps.Facts{OneTransaction: true, MustUndo: true}, "local transaction"},
		"a balance that may never be negative": {ps.Facts{AlwaysTrue: true, WaitsForPeople: true}, "local transaction"},
		"an approval":                          {ps.Facts{WaitsForPeople: true}, "process manager"},
		"forty guests leave together":          {ps.Facts{WaitsForSeveral: true}, "process manager"},
		"remind, then escalate":                {ps.Facts{WaitsWithTime: true, MustUndo: true}, "process manager"},
		"refund depends on progress":           {ps.Facts{UsesHistory: true, MustUndo: true}, "process manager"},
		"pay, reserve, ship, or give back":     {ps.Facts{MustUndo: true}, "saga"},
		"seven receivers of one fact":          {ps.Facts{}, "choreography"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got := ps.Choose(c.facts)
			if got.Pattern != c.want || got.Because == "" {
				t.Fatalf("got %+v, want %s", got, c.want)
			}
		})
	}
}
