// Package deadline is the passage of time, as a message.
package deadline

import (
	"context"
	"time"

	"example.com/eda/platform/command"
)

// Scheduler sends cmd once due has passed. It may be later, it may be more than once, and
// it cannot be taken back: whoever handles it looks at the state and ignores what no longer matters.
type Scheduler interface {
	Schedule(ctx context.Context, due time.Time, cmd command.Command) error
}
