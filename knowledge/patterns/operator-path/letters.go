package operatorpath

import (
	"context"
	"fmt"
	"slices"

	"example.com/eda/platform/deadletter"
	"example.com/eda/platform/message"
)

// Plan sorts dead letters before anything moves: which processes still want theirs, and which have ended meanwhile.
type Plan struct{ Replay, Close []deadletter.Letter }

// Sort is the dry run. It looks at the process of each letter, because a parcel is not sent for an order that was
// cancelled weeks ago.
func Sort(letters []deadletter.Letter, running func(correlationID string) bool) (p Plan) {
	for _, letter := range letters {
		if running(letter.Message.CorrelationID) {
			p.Replay = append(p.Replay, letter)
		} else {
			p.Close = append(p.Close, letter)
		}
	}
	return p
}

// Return carries a plan out. A letter leaves the queue only after it is out, with its old id, so that a repeat is
// recognised like any other.
func Return(ctx context.Context, p Plan, queue deadletter.Queue, to message.Publisher) error {
	for _, letter := range p.Replay {
		if err := to.Publish(ctx, letter.Message); err != nil {
			return fmt.Errorf("replay %s: %w", letter.Message.ID, err)
		}
	}
	for _, letter := range slices.Concat(p.Replay, p.Close) {
		if err := queue.Remove(ctx, letter); err != nil {
			return fmt.Errorf("close %s: %w", letter.Message.ID, err)
		}
	}
	return nil
}
