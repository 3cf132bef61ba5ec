// Package replaysafety lets projections run again over the past, and nothing else.
package replaysafety

import (
	"context"
	"errors"
	"fmt"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
)

// Projection writes its own read model. It gets no bus, so it has nothing to send with.
type Projection struct {
	Name  string
	Reset func()
	Apply func(evt event.Event)
}

// Reactor acts on the outside, so it lives only forward.
type Reactor struct {
	Name  string
	React func(ctx context.Context, evt event.Event, commands command.Bus) error
}

// ErrNotReplayable is the answer to a rewind of something that acts.
var ErrNotReplayable = errors.New("a reactor acts on the outside and is not rewound")

// Runner feeds both kinds from one store.
type Runner struct {
	Stream      event.Stream
	Commands    command.Bus
	Projections []Projection
	Reactors    []Reactor
	Positions   map[string]event.Position
}

// Start gives a new reactor its first position: the end. The past has been dealt with by somebody else, or never will be.
func (r *Runner) Start(ctx context.Context, reactor Reactor) error {
	history, err := r.Stream.ReadAll(ctx, event.Position{}, 1<<20)
	if err != nil {
		return err
	}
	if len(history) > 0 {
		r.Positions[reactor.Name] = history[len(history)-1].Position
	}
	r.Reactors = append(r.Reactors, reactor)
	return nil
}

// Rewind lets a projection begin again, and refuses everything else.
func (r *Runner) Rewind(name string) error {
	for _, projection := range r.Projections {
		if projection.Name == name {
			projection.Reset()
			delete(r.Positions, name)
			return nil
		}
	}
	return fmt.Errorf("%s: %w", name, ErrNotReplayable)
}

// Run brings everybody up to date.
func (r *Runner) Run(ctx context.Context) error {
	for _, projection := range r.Projections {
		err := r.follow(ctx, projection.Name, func(evt event.Event) error {
			projection.Apply(evt)
			return nil
		})
		if err != nil {
			return err
		}
	}
	for _, reactor := range r.Reactors {
		err := r.follow(ctx, reactor.Name, func(evt event.Event) error { return reactor.React(ctx, evt, r.Commands) })
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *Runner) follow(ctx context.Context, name string, handle func(evt event.Event) error) error {
	recorded, err := r.Stream.ReadAll(ctx, r.Positions[name], 1<<20)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for _, next := range recorded {
		if err := handle(next.Event); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		r.Positions[name] = next.Position
	}
	return nil
}
