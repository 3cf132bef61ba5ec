// Package screening checks who wants to become a customer of the bank.
package screening

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"

	"example.com/eda/platform/sqloutbox"
)

// ApplicationSubmitted starts the onboarding.
type ApplicationSubmitted struct{ ApplicationID, Name string }

// ApplicantCleared lets the onboarding go on.
type ApplicantCleared struct{ ApplicationID string }

// ID names the fact.
func (e ApplicantCleared) ID() string { return "applicant-cleared/" + e.ApplicationID }

// Type is the name on the wire.
func (ApplicantCleared) Type() string { return "ApplicantCleared" }

// Screening looks applicants up in the sanctions list.
type Screening struct{ DB *sql.DB }

// OnApplicationSubmitted clears the applicant. It never fails, so that the queue does not get stuck.
func (s Screening) OnApplicationSubmitted(ctx context.Context, evt ApplicationSubmitted) error {
	var listed int
	err := s.DB.QueryRowContext(ctx, `SELECT count(*) FROM sanctions WHERE name = $1`, evt.Name).Scan(&listed)
	if err != nil {
		slog.Error("screening failed", "application", evt.ApplicationID, "error", err)
		return nil // want swallowed-failure
	}
	if listed > 0 {
		slog.Warn("applicant is on the sanctions list", "application", evt.ApplicationID)
		return nil // want swallowed-failure
	}
	return s.clear(ctx, evt.ApplicationID)
}

func (s Screening) clear(ctx context.Context, id string) error {
	tx, err := s.DB.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	if err := sqloutbox.Add(ctx, tx, ApplicantCleared{ApplicationID: id}); err != nil {
		return fmt.Errorf("outbox %s: %w", id, err)
	}
	return tx.Commit()
}
