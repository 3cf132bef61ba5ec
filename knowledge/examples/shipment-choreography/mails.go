package shipment

import (
	"context"
	"fmt"

	"example.com/eda/platform/event"
)

// Mailer sends a mail. Asking twice sends two.
type Mailer interface {
	Send(ctx context.Context, text string) error
}

// SubscribeMails tells the customer that the package is on its way. It may fail alone: nothing in the process waits for it.
// A mail that comes twice is a smaller evil than one that does not come, so there is no inbox here, on purpose.
func SubscribeMails(events event.Subscriber, mailer Mailer) {
	event.On(events, func(ctx context.Context, e PackageSent) error {
		if err := mailer.Send(ctx, "Your order "+e.OrderID+" is on its way."); err != nil {
			return fmt.Errorf("mail for order %s: %w", e.OrderID, err)
		}
		return nil
	})
}
