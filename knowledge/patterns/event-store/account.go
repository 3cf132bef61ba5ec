// Package eventstore decides on a stream and appends only if nobody else did meanwhile.
package eventstore

import (
	"context"
	"errors"
	"fmt"

	"example.com/eda/platform/event"
)

// Deposited tells that money came in.
type Deposited struct {
	Entry  string
	Amount int
}

func (Deposited) Type() string { return "Deposited" }
func (e Deposited) ID() string { return "deposited/" + e.Entry }

// Withdrawn tells that money went out.
type Withdrawn struct {
	Entry  string
	Amount int
}

func (Withdrawn) Type() string { return "Withdrawn" }
func (e Withdrawn) ID() string { return "withdrawn/" + e.Entry }

// ErrNotCovered is the account's no.
var ErrNotCovered = errors.New("not covered")

// Balance folds a history. It believes everything: what is recorded has happened.
func Balance(history []event.Recorded) int {
	balance := 0
	for _, recorded := range history {
		switch e := recorded.Event.(type) {
		case Deposited:
			balance += e.Amount
		case Withdrawn:
			balance -= e.Amount
		}
	}
	return balance
}

// Withdraw reads, decides, and appends at the version it has read. Who loses the race does not merely write again:
// it decides again, on what has happened since.
func Withdraw(ctx context.Context, accounts event.Stream, account, entry string, amount int) error {
	for {
		history, err := accounts.Read(ctx, account, 0)
		if err != nil {
			return fmt.Errorf("read %s: %w", account, err)
		}
		if Balance(history) < amount {
			return ErrNotCovered
		}
		version := event.Version(len(history))
		err = accounts.Append(ctx, account, version, Withdrawn{Entry: entry, Amount: amount})
		if !errors.Is(err, event.ErrConflict) {
			return err
		}
	}
}
