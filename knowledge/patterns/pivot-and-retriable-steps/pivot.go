// Package pivot runs a process that can go back until one step, and only forward from there.
package pivot

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// Role is what becomes of a step when things go wrong.
type Role string

const (
	Compensatable Role = "compensatable" // may be refused, can be undone
	Pivot         Role = "pivot"         // may be refused; once done there is no way back
	Retriable     Role = "retriable"     // cannot be refused, is repeated until it succeeds
)

// Step is one step of a process. Do and Undo are safe to repeat.
type Step struct {
	Name string
	Role Role
	Do   func(ctx context.Context) error
	Undo func(ctx context.Context) error // nil: nothing to undo
}

// ErrRefused is the business's no. Any other error is a fault that passes.
var ErrRefused = errors.New("refused")

// Check returns what is wrong with the order of the steps.
func Check(steps []Step) (problems []string) {
	after := ""
	for _, step := range steps {
		switch {
		case step.Role == Pivot && after != "":
			problems = append(problems, fmt.Sprintf("%s is a second pivot: when it is refused, %s cannot be undone", step.Name, after))
		case step.Role == Compensatable && after != "":
			problems = append(problems, fmt.Sprintf("%s may be refused after %s: move it in front", step.Name, after))
		case step.Role == Retriable && after == "":
			problems = append(problems, fmt.Sprintf("%s comes before the point of no return: it needs a way back", step.Name))
		}
		if step.Role == Pivot {
			after = step.Name
		}
	}
	return problems
}

// Run goes forward; a refusal up to the pivot sends it back, last step first. Faults are repeated in both directions
// until they pass or ctx ends, and after the pivot nothing else is left to do.
func Run(ctx context.Context, steps []Step) error {
	for done, step := range steps {
		err := persist(ctx, step.Do)
		if err == nil {
			continue
		}
		if step.Role == Retriable || !errors.Is(err, ErrRefused) {
			return fmt.Errorf("%s: stopped: %w", step.Name, err)
		}
		for _, earlier := range slices.Backward(steps[:done]) {
			if earlier.Undo == nil {
				continue
			}
			if err := persist(ctx, earlier.Undo); err != nil {
				return fmt.Errorf("undo %s: stopped: %w", earlier.Name, err)
			}
		}
		return fmt.Errorf("%s: %w", step.Name, err)
	}
	return nil
}

func persist(ctx context.Context, work func(ctx context.Context) error) error {
	for {
		err := work(ctx)
		if err == nil || errors.Is(err, ErrRefused) {
			return err
		}
		if ctx.Err() != nil {
			return errors.Join(ctx.Err(), err)
		}
	}
}
