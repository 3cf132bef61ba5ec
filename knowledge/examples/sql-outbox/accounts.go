package sqloutbox

import (
	"context"
	"encoding/json"
	"fmt"

	"example.com/eda/platform/event"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/message"
)

// AccountOpened tells that somebody has become a customer.
type AccountOpened struct {
	AccountID string
	Owner     string
}

func (AccountOpened) Type() string { return "AccountOpened" }
func (e AccountOpened) ID() string { return "account-opened/" + e.AccountID }

// DecodeAccount makes events of this package from their JSON.
func DecodeAccount(typ string, body []byte) (message.Body, error) {
	if typ != (AccountOpened{}).Type() {
		return nil, fmt.Errorf("unknown type %s", typ)
	}
	var evt AccountOpened
	err := json.Unmarshal(body, &evt)
	return evt, err
}

// Accounts opens accounts.
type Accounts struct {
	scope *Scope
	out   event.Publisher
}

// NewAccounts returns the service; out must be an outbox of scope.
func NewAccounts(scope *Scope, out event.Publisher) *Accounts { return &Accounts{scope, out} }

// Open writes the account and the message that tells of it, or neither. Opening the same account again changes nothing.
func (a *Accounts) Open(ctx context.Context, id, owner string) error {
	return a.scope.Within(ctx, func(ctx context.Context) error {
		tx, err := a.scope.Tx(ctx)
		if err != nil {
			return err
		}
		result, err := tx.ExecContext(ctx, `INSERT INTO accounts (id, owner) VALUES ($1, $2) ON CONFLICT DO NOTHING`, id, owner)
		if err != nil {
			return fmt.Errorf("open account %s: %w", id, err)
		}
		if inserted, err := result.RowsAffected(); err != nil || inserted == 0 {
			return err
		}
		return a.out.Publish(ctx, AccountOpened{AccountID: id, Owner: owner})
	})
}

// Welcome is another service: it prepares a welcome parcel for every new account, once.
type Welcome struct {
	scope *Scope
	inbox inbox.Store
}

// NewWelcome returns the service; seen must be an inbox of scope.
func NewWelcome(scope *Scope, seen inbox.Store) *Welcome { return &Welcome{scope, seen} }

// Handle remembers that it was called in the same transaction in which it does its work.
func (w *Welcome) Handle(ctx context.Context, evt AccountOpened) error {
	return inbox.Once(ctx, w.scope, w.inbox, "welcome/"+evt.AccountID, func(ctx context.Context) error {
		tx, err := w.scope.Tx(ctx)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO welcomes (account) VALUES ($1)`, evt.AccountID)
		return err
	})
}
