package loans

import (
	"context"
	"fmt"
)

// Counter serves people who wait at the bank's counter.
type Counter struct {
	Ask     func(ctx context.Context, loanID string) error
	Answers <-chan int
}

// Score asks the bureau and returns what it answers, if it does so before ctx ends.
func (c Counter) Score(ctx context.Context, loanID string) (int, error) {
	if err := c.Ask(ctx, loanID); err != nil {
		return 0, fmt.Errorf("ask for %s: %w", loanID, err)
	}
	select {
	case score := <-c.Answers:
		return score, nil
	case <-ctx.Done():
		return 0, fmt.Errorf("no score for %s yet: %w", loanID, ctx.Err())
	}
}
