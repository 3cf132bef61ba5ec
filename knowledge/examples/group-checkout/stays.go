package groupcheckout

import (
	"context"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
	"example.com/eda/platform/transaction"
)

// Bills knows what guests owe, in the transactions of the module.
type Bills interface {
	// Settle closes the bill of a guest, or reports a reason why it cannot be closed yet. Closing twice is closing once.
	Settle(ctx context.Context, guestID string) (refusal string, err error)
}

// Stays checks guests out, one at a time, and answers every request: also the second one for the same guest,
// because whoever asks again may not have heard the first answer.
type Stays struct {
	scope  transaction.Scope
	bills  Bills
	events event.Publisher
}

// NewStays returns the module; bills and events must belong to the transactions of scope.
func NewStays(scope transaction.Scope, bills Bills, events event.Publisher) *Stays {
	return &Stays{scope: scope, bills: bills, events: events}
}

// Register takes the module's command.
func (s *Stays) Register(commands command.Registrar) { command.On(commands, s.checkOut) }

func (s *Stays) checkOut(ctx context.Context, cmd CheckOutGuest) error {
	return s.scope.Within(ctx, func(ctx context.Context) error {
		refusal, err := s.bills.Settle(ctx, cmd.GuestID)
		if err != nil {
			return err
		}
		if refusal != "" {
			return s.events.Publish(ctx, GuestCheckoutRefused{
				GroupID: cmd.GroupID, GuestID: cmd.GuestID, Attempt: cmd.Attempt, Reason: refusal,
			})
		}
		return s.events.Publish(ctx, GuestCheckedOut{GroupID: cmd.GroupID, GuestID: cmd.GuestID})
	})
}
