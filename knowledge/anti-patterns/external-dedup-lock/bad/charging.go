// Package charging bills what electric cars have drawn from a charging point.
package charging

import (
	"context"
	"fmt"
	"time"
)

// SessionEnded says that a car was unplugged.
type SessionEnded struct {
	SessionID, Card string
	Cents           int64
}

// RedisClient is the cache that all instances share.
type RedisClient interface {
	SetNX(ctx context.Context, key, value string, expiry time.Duration) (bool, error)
	Del(ctx context.Context, key string) error
}

// PaymentsClient calls the payment provider.
type PaymentsClient interface {
	Charge(ctx context.Context, card string, cents int64) error
}

// Billing charges for sessions.
type Billing struct {
	Redis    RedisClient
	Payments PaymentsClient
}

// OnSessionEnded charges a session once: whoever gets the lock does it, and gives it back if that fails.
func (b Billing) OnSessionEnded(ctx context.Context, evt SessionEnded) error {
	key := "billed:" + evt.SessionID
	first, err := b.Redis.SetNX(ctx, key, "1", 24*time.Hour) // want external-dedup-lock
	if err != nil {
		return fmt.Errorf("lock %s: %w", key, err)
	}
	if !first {
		return nil
	}
	if err := b.Payments.Charge(ctx, evt.Card, evt.Cents); err != nil {
		if undo := b.Redis.Del(ctx, key); undo != nil { // want external-dedup-lock
			return fmt.Errorf("unlock %s: %w", key, undo)
		}
		return fmt.Errorf("charge %s: %w", evt.SessionID, err)
	}
	return nil
}
