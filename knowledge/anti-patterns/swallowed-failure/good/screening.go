// Package screening checks who wants to become a customer of the bank.
package screening

import (
	"context"
	"database/sql"
	"fmt"

	"example.com/eda/platform/event"
	"example.com/eda/platform/sqloutbox"
)

// ApplicationSubmitted starts the onboarding.
type ApplicationSubmitted struct{ ApplicationID, Name string }

// ApplicantCleared lets the onboarding go on.
type ApplicantCleared struct{ ApplicationID string }

// ApplicantRefused ends it, and takes back what was prepared.
type ApplicantRefused struct{ ApplicationID, Reason string }

// Both answers have one identity: an application is answered once, even if the list changes between two deliveries.

func (e ApplicantCleared) ID() string { return "screening/" + e.ApplicationID }
func (e ApplicantRefused) ID() string { return "screening/" + e.ApplicationID }
func (ApplicantCleared) Type() string { return "ApplicantCleared" }
func (ApplicantRefused) Type() string { return "ApplicantRefused" }

// Screening looks applicants up in the sanctions list.
type Screening struct{ DB *sql.DB }

// OnApplicationSubmitted answers every application. What it cannot find out now is an error, and the message comes again.
func (s Screening) OnApplicationSubmitted(ctx context.Context, evt ApplicationSubmitted) error {
	var listed int
	err := s.DB.QueryRowContext(ctx, `SELECT count(*) FROM sanctions WHERE name = $1`, evt.Name).Scan(&listed)
	if err != nil {
		return fmt.Errorf("screen %s: %w", evt.ApplicationID, err)
	}
	if listed > 0 {
		return s.answer(ctx, ApplicantRefused{ApplicationID: evt.ApplicationID, Reason: "sanctions list"})
	}
	return s.answer(ctx, ApplicantCleared{ApplicationID: evt.ApplicationID})
}

func (s Screening) answer(ctx context.Context, evt event.Event) error {
	tx, err := s.DB.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	if err := sqloutbox.Add(ctx, tx, evt); err != nil {
		return fmt.Errorf("outbox %s: %w", evt.ID(), err)
	}
	return tx.Commit()
}
