// Package transfers pays the invoices of suppliers.
package transfers

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"

	"example.com/eda/platform/sqloutbox"
)

// InvoiceApproved says that an invoice is to be paid.
type InvoiceApproved struct {
	InvoiceNumber, IBAN string
	Cents               int64
}

// SendMoney asks the bank for a transfer. The bank executes each TransferID once.
type SendMoney struct {
	TransferID, IBAN string
	Cents            int64
}

// ID names the transfer.
func (m SendMoney) ID() string { return m.TransferID }

// Type is the name on the wire.
func (SendMoney) Type() string { return "SendMoney" }

// Payables pays.
type Payables struct{ DB *sql.DB }

// OnInvoiceApproved orders the transfer.
func (p Payables) OnInvoiceApproved(ctx context.Context, evt InvoiceApproved) error {
	transferID := rand.Text() // want minted-id-in-handler
	tx, err := p.DB.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx,
		`INSERT INTO transfers (id, invoice, cents) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
		transferID, evt.InvoiceNumber, evt.Cents); err != nil {
		return fmt.Errorf("transfer for %s: %w", evt.InvoiceNumber, err)
	}
	order := SendMoney{TransferID: transferID, IBAN: evt.IBAN, Cents: evt.Cents}
	if err := sqloutbox.Add(ctx, tx, order); err != nil {
		return fmt.Errorf("outbox %s: %w", transferID, err)
	}
	return tx.Commit()
}
