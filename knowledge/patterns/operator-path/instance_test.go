package operatorpath_test

import (
	"testing"
	"time"

	operatorpath "example.com/eda/patterns/operator-path"
)

var now = time.Date(2030, 1, 1, 12, 0, 0, 0, time.UTC)

func waiting(pivoted bool) operatorpath.Instance {
	return operatorpath.Instance{ID: "o1", Step: "ReserveStock", Since: now, Deadline: time.Hour, Pivoted: pivoted}
}

func TestStuck(t *testing.T) {
	ended := waiting(false)
	ended.Step = ""
	all := []operatorpath.Instance{waiting(false), ended}
	if early := operatorpath.Stuck(all, now.Add(time.Hour)); early != nil {
		t.Fatal(early)
	}
	if late := operatorpath.Stuck(all, now.Add(time.Hour+1)); len(late) != 1 || late[0].ID != "o1" {
		t.Fatal(late)
	}
}

func TestEveryActionIsGuardedAndRecorded(t *testing.T) {
	type act func(i operatorpath.Instance) (operatorpath.Instance, operatorpath.Wish, error)
	cases := map[string]struct {
		pivoted bool
		act     act
		wish    operatorpath.Wish // "" = refused
		ends    bool
	}{
		"retry": {false, func(i operatorpath.Instance) (operatorpath.Instance, operatorpath.Wish, error) {
			return i.Retry("ann", "lost")
		}, "send ReserveStock again", false},
		"retry without a reason": {false, func(i operatorpath.Instance) (operatorpath.Instance, operatorpath.Wish, error) {
			return i.Retry("ann", "")
		}, "", false},
		"skip": {false, func(i operatorpath.Instance) (operatorpath.Instance, operatorpath.Wish, error) {
			return i.Skip("ann", "seen", "shelf 7")
		}, "go on after ReserveStock", true},
		"skip without proof": {false, func(i operatorpath.Instance) (operatorpath.Instance, operatorpath.Wish, error) {
			return i.Skip("ann", "seen", "")
		}, "", false},
		"compensate": {false, func(i operatorpath.Instance) (operatorpath.Instance, operatorpath.Wish, error) {
			return i.Compensate("ann", "gone")
		}, "undo what is done", true},
		"compensate after pivot": {true, func(i operatorpath.Instance) (operatorpath.Instance, operatorpath.Wish, error) {
			return i.Compensate("ann", "gone")
		}, "", false},
		"complete after the pivot": {true, func(i operatorpath.Instance) (operatorpath.Instance, operatorpath.Wish, error) {
			return i.Complete("ann", "sent", "no. 9")
		}, "tell that it is completed", true},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			after, wish, err := c.act(waiting(c.pivoted))
			if wish != c.wish || (err != nil) != (c.wish == "") {
				t.Fatalf("wish %q, %v", wish, err)
			}
			if refused := c.wish == ""; refused == (len(after.Record) == 1) || (after.Step == "") != c.ends {
				t.Fatalf("%+v", after)
			}
			if c.ends {
				if _, _, err := after.Retry("bob", "once more"); err == nil {
					t.Fatal("moved a process that has ended")
				}
			}
		})
	}
}
