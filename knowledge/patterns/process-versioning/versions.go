// Package versioning lets old instances finish on the rules they started with.
package versioning

import "fmt"

// Instance is a running process. It carries the version it began with to its end.
type Instance struct {
	Version int
	State   string
}

// Decide is one version of the rules: the next state, and what to send.
type Decide func(state, event string) (next, send string)

// Versions are the rules that some instance still needs. A version is removed when its last instance has ended.
type Versions map[int]Decide

// Newest is the version new instances begin with.
func (v Versions) Newest() int {
	newest := 0
	for version := range v {
		newest = max(newest, version)
	}
	return newest
}

// Handle applies the rules of the instance, not the newest ones: an old instance never asked for a step that was added
// since, and would wait for its answer for ever.
func (v Versions) Handle(i Instance, event string) (Instance, string, error) {
	decide, ok := v[i.Version]
	if !ok {
		return i, "", fmt.Errorf("version %d is still running and its rules are gone: deploy them again", i.Version)
	}
	next, send := decide(i.State, event)
	i.State = next
	return i, send, nil
}

// Upgrade moves an instance to the newest rules, in the states where both versions mean the same and nowhere else.
func (v Versions) Upgrade(i Instance, safe map[string]bool) (Instance, error) {
	if !safe[i.State] {
		return i, fmt.Errorf("an instance in state %q cannot be moved", i.State)
	}
	i.Version = v.Newest()
	return i, nil
}

// Running counts the instances of each version: zero means that its rules may go.
func Running(instances []Instance) map[int]int {
	running := map[int]int{}
	for _, i := range instances {
		if i.State != "shipped" {
			running[i.Version]++
		}
	}
	return running
}
