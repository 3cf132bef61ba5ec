// Package reactor has one rule: whenever an order is completed, a receipt is wanted.
package reactor

import (
	"context"

	"example.com/eda/platform/command"
	"example.com/eda/platform/event"
)

// OrderCompleted is the fact that is reacted to.
type OrderCompleted struct {
	OrderID, Email string
	Total          int // in cents
}

func (OrderCompleted) Type() string { return "OrderCompleted" }
func (e OrderCompleted) ID() string { return "order-completed/" + e.OrderID }

// SendReceipt asks for a receipt. Its id names the receipt, not the attempt.
type SendReceipt struct {
	ReceiptID, Email string
	Total            int
}

func (SendReceipt) Type() string { return "SendReceipt" }

// WhenOrderCompletedSendReceipt is the whole reactor: a subscription, one rule, no state. It wishes for the mail
// instead of sending it, so that a broken mail server is retried there and does not hold up anybody here.
func WhenOrderCompletedSendReceipt(events event.Subscriber, commands command.Bus) {
	event.On(events, func(ctx context.Context, e OrderCompleted) error {
		return commands.Send(ctx, SendReceipt{ReceiptID: "receipt/" + e.OrderID, Email: e.Email, Total: e.Total})
	})
}
