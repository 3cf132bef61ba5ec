package transactionalsagas_test

import (
	"testing"

	ts "example.com/eda/patterns/transactional-sagas"
)

func corners() (all []ts.Corner) {
	for bits := range 8 {
		all = append(all, ts.Corner{Async: bits&1 > 0, Eventual: bits&2 > 0, Choreographed: bits&4 > 0})
	}
	return all
}

func distance(a, b ts.Corner) (d int) {
	for _, differs := range []bool{a.Async != b.Async, a.Eventual != b.Eventual, a.Choreographed != b.Choreographed} {
		if differs {
			d++
		}
	}
	return d
}

func TestEveryCornerHasANameAndAWayOut(t *testing.T) {
	names := map[string]bool{}
	for _, corner := range corners() {
		v := ts.Judge(corner)
		names[v.Name] = true
		if v.Name == "" || v.Advice == "" {
			t.Errorf("%+v has no name or advice", corner)
		}
		if want := map[bool]int{true: 0, false: 1}[v.Good]; distance(corner, v.Better) != want {
			t.Errorf("%s: the better corner is %d choices away, want %d", v.Name, distance(corner, v.Better), want)
		}
		if atomic := !corner.Eventual; atomic && v.Good {
			t.Errorf("%s is atomic across services and called good", v.Name)
		}
	}
	if len(names) != 8 {
		t.Errorf("%d different names", len(names))
	}
}
