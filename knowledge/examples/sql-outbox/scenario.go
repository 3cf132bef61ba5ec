package sqloutbox

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/faults"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/memsql"
	"example.com/eda/platform/outbox"
	"example.com/eda/platform/transaction"
)

// openAccount is what the front end asks for.
type openAccount struct{ ID, Owner string }

func (openAccount) Type() string { return "OpenAccount" }

// Scenario opens two accounts. Promised: both are welcomed, once.
func Scenario(w *faults.World) faults.Check {
	_, accountsDB := memsql.Open(Schema)
	_, welcomeDB := memsql.Open(Schema)
	return Over(w, accountsDB, welcomeDB)
}

// Over is Scenario over two databases that hold the empty tables of Schema.
func Over(w *faults.World, accountsDB, welcomeDB *sql.DB) faults.Check {
	return over(w, accountsDB, welcomeDB, NewInbox)
}

func over(w *faults.World, accountsDB, welcomeDB *sql.DB, newInbox func(*Scope) inbox.Store) faults.Check {
	here, there := NewScope(accountsDB), NewScope(welcomeDB)
	w.Boot(func() {
		out := NewStore(here, DecodeAccount)
		w.Relay(out)
		accounts := NewAccounts(here, outbox.Events(out))
		command.On(w, func(ctx context.Context, cmd openAccount) error {
			return crashing(w, here, "accounts").Within(ctx, func(ctx context.Context) error {
				return accounts.Open(ctx, cmd.ID, cmd.Owner)
			})
		})
		welcome := NewWelcome(there, newInbox(there))
		event.On(w, func(ctx context.Context, evt AccountOpened) error {
			return crashing(w, there, "welcome").Within(ctx, func(ctx context.Context) error {
				return welcome.Handle(ctx, evt)
			})
		})
	})
	ctx := context.Background()
	for _, id := range []string{"a1", "a2"} {
		_ = w.Send(ctx, openAccount{ID: id, Owner: "owner of " + id})
	}

	return func() error {
		welcomed, err := column(ctx, welcomeDB, `SELECT account FROM welcomes ORDER BY account`)
		if err != nil {
			return err
		}
		waiting, err := column(ctx, accountsDB, `SELECT id FROM outbox ORDER BY position`)
		if err != nil {
			return err
		}
		if !slices.Equal(welcomed, []string{"a1", "a2"}) || len(waiting) > 0 || len(w.DeadLetters()) > 0 {
			return fmt.Errorf("welcomed %v, still in the outbox %v, dead %v", welcomed, waiting, w.DeadLetters())
		}
		return nil
	}
}

// crashing is a scope whose process may end just before and just after the commit.
func crashing(w *faults.World, scope transaction.Scope, name string) transaction.Scope {
	return scopeFunc(func(ctx context.Context, work func(ctx context.Context) error) error {
		err := scope.Within(ctx, func(ctx context.Context) error {
			if err := work(ctx); err != nil {
				return err
			}
			w.Crash("before commit in " + name)
			return nil
		})
		w.Crash("after commit in " + name)
		return err
	})
}

type scopeFunc func(ctx context.Context, work func(ctx context.Context) error) error

func (f scopeFunc) Within(ctx context.Context, work func(ctx context.Context) error) error {
	return f(ctx, work)
}

func column(ctx context.Context, db *sql.DB, query string) (values []string, err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var value string
		if err := rows.Scan(&value); err != nil {
			return nil, err
		}
		values = append(values, value)
	}
	return values, rows.Err()
}
