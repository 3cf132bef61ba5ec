// Package loans decides on loan applications with a score from a credit bureau, or without it when it is late.
package loans

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"example.com/eda/platform/event"
	"example.com/eda/platform/sqloutbox"
)

// Patience is how long an application waits for its score.
const Patience = 4 * time.Hour

// Loans is the process: an application waits for its score until its deadline, and is then decided by it or by a person.
type Loans struct{ DB *sql.DB }

// OnApplicationReceived asks the bureau, and notes until when it may answer.
func (l Loans) OnApplicationReceived(ctx context.Context, evt ApplicationReceived, now time.Time) error {
	return l.move(ctx, RequestScore{LoanID: evt.LoanID},
		`INSERT INTO loans (id, state, due) VALUES ($1, 'awaiting-score', $2) ON CONFLICT DO NOTHING`, evt.LoanID, now.Add(Patience))
}

// OnScoreReceived decides, unless a person has the case already: then the score is laid into the file.
func (l Loans) OnScoreReceived(ctx context.Context, evt ScoreReceived) error {
	state := "rejected"
	if evt.Score >= 600 {
		state = "approved"
	}
	_, err := l.DB.ExecContext(ctx,
		`UPDATE loans SET state = $2 WHERE id = $1 AND state = 'awaiting-score'`, evt.LoanID, state)
	if err != nil {
		return fmt.Errorf("decide %s: %w", evt.LoanID, err)
	}
	_, err = l.DB.ExecContext(ctx,
		`UPDATE loans SET late_score = $2 WHERE id = $1 AND state = 'review'`, evt.LoanID, evt.Score)
	return err
}

// Expire gives every application that is over its deadline to a person. Run it every minute; it may run twice.
func (l Loans) Expire(ctx context.Context, now time.Time) error {
	rows, err := l.DB.QueryContext(ctx, `SELECT id FROM loans WHERE state = 'awaiting-score' AND due <= $1`, now)
	if err != nil {
		return fmt.Errorf("overdue: %w", err)
	}
	defer rows.Close()
	var overdue []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return fmt.Errorf("overdue: %w", err)
		}
		overdue = append(overdue, id)
	}
	for _, id := range overdue {
		if err := l.move(ctx, ReviewRequested{LoanID: id},
			`UPDATE loans SET state = 'review' WHERE id = $1 AND state = 'awaiting-score'`, id); err != nil {
			return err
		}
	}
	return rows.Err()
}

// move commits a change and what follows from it; whoever comes second finds the state moved and changes nothing.
func (l Loans) move(ctx context.Context, next event.Event, change string, args ...any) error {
	tx, err := l.DB.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	done, err := tx.ExecContext(ctx, change, args...)
	if err != nil {
		return fmt.Errorf("%s: %w", next.ID(), err)
	}
	if moved, err := done.RowsAffected(); err != nil || moved == 0 {
		return err
	}
	if err := sqloutbox.Add(ctx, tx, next); err != nil {
		return fmt.Errorf("outbox %s: %w", next.ID(), err)
	}
	return tx.Commit()
}
