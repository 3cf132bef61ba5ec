// Package operatorpath lets a person move one stuck process, by its own rules and on record.
package operatorpath

import (
	"fmt"
	"time"
)

// Instance is a process as an operator sees it.
type Instance struct {
	ID       string
	Step     string // what it waits for; empty when it has ended
	Since    time.Time
	Deadline time.Duration
	Pivoted  bool // the point of no return is behind it
	Record   []Intervention
}

// Intervention is what somebody did by hand, kept for ever.
type Intervention struct {
	Action, By, Reason, Proof string
}

// Wish is what goes out to the services because of it.
type Wish string

// Stuck returns the instances that have waited for longer than they should.
func Stuck(instances []Instance, now time.Time) []Instance {
	var stuck []Instance
	for _, i := range instances {
		if i.Step != "" && now.Sub(i.Since) > i.Deadline {
			stuck = append(stuck, i)
		}
	}
	return stuck
}

// Retry sends the command of the step again, with the same id: whoever did it already will say so.
func (i Instance) Retry(by, reason string) (Instance, Wish, error) {
	return i.act(Intervention{Action: "retry", By: by, Reason: reason}, Wish("send "+i.Step+" again"), i.Step)
}

// Skip goes on as if the step had answered. Somebody has seen outside that it is done, and says where.
func (i Instance) Skip(by, reason, proof string) (Instance, Wish, error) {
	if proof == "" {
		return i, "", fmt.Errorf("skipping %s needs a proof that it was done", i.Step)
	}
	return i.act(Intervention{Action: "skip", By: by, Reason: reason, Proof: proof}, Wish("go on after "+i.Step), "")
}

// Compensate ends it backwards. After the point of no return there is nothing to go back to.
func (i Instance) Compensate(by, reason string) (Instance, Wish, error) {
	if i.Pivoted {
		return i, "", fmt.Errorf("%s is past its point of no return: complete it by hand", i.ID)
	}
	return i.act(Intervention{Action: "compensate", By: by, Reason: reason}, "undo what is done", "")
}

// Complete ends it forwards; the rest was done outside.
func (i Instance) Complete(by, reason, proof string) (Instance, Wish, error) {
	if proof == "" {
		return i, "", fmt.Errorf("completing %s by hand needs a proof", i.ID)
	}
	return i.act(Intervention{Action: "complete", By: by, Reason: reason, Proof: proof}, "tell that it is completed", "")
}

func (i Instance) act(done Intervention, wish Wish, step string) (Instance, Wish, error) {
	switch {
	case i.Step == "":
		return i, "", fmt.Errorf("%s has ended", i.ID)
	case done.By == "" || done.Reason == "":
		return i, "", fmt.Errorf("%s needs a name and a reason", done.Action)
	}
	i.Record = append(i.Record[:len(i.Record):len(i.Record)], done)
	i.Step = step
	return i, wish, nil
}
