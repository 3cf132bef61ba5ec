// Package charging bills what electric cars have drawn from a charging point.
package charging

import (
	"context"
	"database/sql"
	"fmt"

	"example.com/eda/platform/sqloutbox"
)

// SessionEnded says that a car was unplugged.
type SessionEnded struct {
	SessionID, Card string
	Cents           int64
}

// ChargeCard asks our gateway to the payment provider for the money.
type ChargeCard struct {
	SessionID, Card string
	Cents           int64
}

// ID names the charge, whoever asks for it and how often.
func (c ChargeCard) ID() string { return "charge/" + c.SessionID }

// Type is the name on the wire.
func (ChargeCard) Type() string { return "ChargeCard" }

// Billing writes the bills.
type Billing struct{ DB *sql.DB }

// OnSessionEnded bills a session once: the bill is the memory, and commits with the order to charge it.
func (b Billing) OnSessionEnded(ctx context.Context, evt SessionEnded) error {
	tx, err := b.DB.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx,
		`INSERT INTO bills (session_id, cents) VALUES ($1, $2) ON CONFLICT DO NOTHING`, evt.SessionID, evt.Cents); err != nil {
		return fmt.Errorf("bill %s: %w", evt.SessionID, err)
	}
	if err := sqloutbox.Add(ctx, tx, ChargeCard(evt)); err != nil {
		return fmt.Errorf("outbox %s: %w", evt.SessionID, err)
	}
	return tx.Commit()
}

// PaymentsClient calls the payment provider, which charges once per key and answers a repeated key with the first answer.
type PaymentsClient interface {
	Charge(ctx context.Context, key, card string, cents int64) error
}

// Gateway is the only one to talk to the provider.
type Gateway struct{ Payments PaymentsClient }

// OnChargeCard charges. After an error, also one that leaves the outcome open, it is delivered again and asks with the
// same key.
func (g Gateway) OnChargeCard(ctx context.Context, cmd ChargeCard) error {
	if err := g.Payments.Charge(ctx, cmd.ID(), cmd.Card, cmd.Cents); err != nil {
		return fmt.Errorf("charge %s: %w", cmd.SessionID, err)
	}
	return nil
}
