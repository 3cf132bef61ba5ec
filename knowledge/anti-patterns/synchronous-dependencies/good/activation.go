// Package activation makes an ordered SIM card work: each service does its part when it hears of the one before.
package activation

import (
	"context"
	"database/sql"
	"fmt"

	"example.com/eda/platform/event"
	"example.com/eda/platform/sqloutbox"
)

// SimOrdered carries what everybody downstream needs, as it was when the customer agreed to it.
type SimOrdered struct {
	ICCID, CustomerID, Profile string
	CentsMonthly               int64
}

// SimProvisioned says that the card works, and for whom.
type SimProvisioned struct {
	ICCID, CustomerID string
	CentsMonthly      int64
}

// AccountOpened says that the customer will be billed.
type AccountOpened struct{ ICCID string }

// Network switches cards on, in its own database.
type Network struct{ DB *sql.DB }

// OnSimOrdered switches the card on.
func (n Network) OnSimOrdered(ctx context.Context, evt SimOrdered) error {
	return local(ctx, n.DB, SimProvisioned{ICCID: evt.ICCID, CustomerID: evt.CustomerID, CentsMonthly: evt.CentsMonthly},
		`INSERT INTO cards (iccid, profile) VALUES ($1, $2) ON CONFLICT DO NOTHING`, evt.ICCID, evt.Profile)
}

// Billing charges for working cards, in its own database.
type Billing struct{ DB *sql.DB }

// OnSimProvisioned opens the account.
func (b Billing) OnSimProvisioned(ctx context.Context, evt SimProvisioned) error {
	return local(ctx, b.DB, AccountOpened{ICCID: evt.ICCID},
		`INSERT INTO accounts (iccid, customer, cents_monthly) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
		evt.ICCID, evt.CustomerID, evt.CentsMonthly)
}

// local commits a change and the event that tells of it.
func local(ctx context.Context, db *sql.DB, evt event.Event, change string, args ...any) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, change, args...); err != nil {
		return fmt.Errorf("%s: %w", evt.ID(), err)
	}
	if err := sqloutbox.Add(ctx, tx, evt); err != nil {
		return fmt.Errorf("outbox %s: %w", evt.ID(), err)
	}
	return tx.Commit()
}

func (e SimOrdered) ID() string     { return "sim-ordered/" + e.ICCID }
func (e SimProvisioned) ID() string { return "sim-provisioned/" + e.ICCID }
func (e AccountOpened) ID() string  { return "account-opened/" + e.ICCID }
func (SimOrdered) Type() string     { return "SimOrdered" }
func (SimProvisioned) Type() string { return "SimProvisioned" }
func (AccountOpened) Type() string  { return "AccountOpened" }
