// Package loans decides on loan applications with a score from a credit bureau.
package loans

import (
	"context"
	"database/sql"
	"fmt"

	"example.com/eda/platform/sqloutbox"
)

// Loans is the process: an application waits for its score and is then decided.
type Loans struct{ DB *sql.DB }

// OnApplicationReceived asks the bureau. Its answer moves the application on.
func (l Loans) OnApplicationReceived(ctx context.Context, evt ApplicationReceived) error {
	tx, err := l.DB.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx,
		`INSERT INTO loans (id, state) VALUES ($1, 'awaiting-score') ON CONFLICT DO NOTHING`, evt.LoanID); err != nil { // want missing-timeout
		return fmt.Errorf("open %s: %w", evt.LoanID, err)
	}
	if err := sqloutbox.Add(ctx, tx, RequestScore{LoanID: evt.LoanID}); err != nil {
		return fmt.Errorf("request score for %s: %w", evt.LoanID, err)
	}
	return tx.Commit()
}

// OnScoreReceived decides.
func (l Loans) OnScoreReceived(ctx context.Context, evt ScoreReceived) error {
	state := "rejected"
	if evt.Score >= 600 {
		state = "approved"
	}
	_, err := l.DB.ExecContext(ctx,
		`UPDATE loans SET state = $2 WHERE id = $1 AND state = 'awaiting-score'`, evt.LoanID, state)
	return err
}

// Counter serves people who wait at the bank's counter.
type Counter struct {
	Ask     func(ctx context.Context, loanID string) error
	Answers <-chan int
}

// Score asks the bureau and returns what it answers.
func (c Counter) Score(ctx context.Context, loanID string) (int, error) {
	if err := c.Ask(ctx, loanID); err != nil {
		return 0, fmt.Errorf("ask for %s: %w", loanID, err)
	}
	return <-c.Answers, nil // want missing-timeout
}
