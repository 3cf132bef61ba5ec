package aggregate

import (
	"context"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
)

// Forward is the coordination: it decides nothing. Which guests there are is on the event, and whether the group
// may leave is the aggregate's business.
func Forward(events event.Subscriber, commands command.Bus) {
	event.On(events, func(ctx context.Context, e GroupCheckoutStarted) error {
		for _, guest := range e.GuestIDs {
			if err := commands.Send(ctx, CheckOutGuest{GroupID: e.GroupID, GuestID: guest}); err != nil {
				return err
			}
		}
		return nil
	})
	event.On(events, func(ctx context.Context, e GuestCheckedOut) error {
		return commands.Send(ctx, RecordGuestSettled(e))
	})
	event.On(events, func(ctx context.Context, e GuestCheckoutRefused) error {
		return commands.Send(ctx, RecordGuestRefused(e))
	})
}
