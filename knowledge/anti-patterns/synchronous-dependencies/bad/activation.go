// Package activation makes an ordered SIM card work.
package activation

import (
	"context"
	"fmt"
	"log/slog"
)

// SimOrdered says that a customer has ordered a SIM card.
type SimOrdered struct{ ICCID, CustomerID, TariffID string }

// Tariff is what the catalogue knows about a tariff.
type Tariff struct {
	Profile      string
	CentsMonthly int64
}

// CatalogueClient calls the product catalogue.
type CatalogueClient interface {
	GetTariff(ctx context.Context, id string) (Tariff, error)
}

// NetworkClient calls the network's provisioning.
type NetworkClient interface {
	Provision(ctx context.Context, iccid, profile string) error
	Deprovision(ctx context.Context, iccid string) error
}

// BillingClient calls billing.
type BillingClient interface {
	OpenAccount(ctx context.Context, customerID, iccid string, centsMonthly int64) error
}

// Handler activates cards.
type Handler struct {
	Catalogue CatalogueClient
	Network   NetworkClient
	Billing   BillingClient
}

// OnSimOrdered looks up the tariff, switches the card on and opens the account.
func (h Handler) OnSimOrdered(ctx context.Context, evt SimOrdered) error {
	tariff, err := h.Catalogue.GetTariff(ctx, evt.TariffID) // want synchronous-dependencies
	if err != nil {
		return fmt.Errorf("tariff %s: %w", evt.TariffID, err)
	}
	if err := h.Network.Provision(ctx, evt.ICCID, tariff.Profile); err != nil { // want synchronous-dependencies
		return fmt.Errorf("provision %s: %w", evt.ICCID, err)
	}
	if err := h.Billing.OpenAccount(ctx, evt.CustomerID, evt.ICCID, tariff.CentsMonthly); err != nil { // want synchronous-dependencies
		if undo := h.Network.Deprovision(ctx, evt.ICCID); undo != nil { // want synchronous-dependencies
			slog.Error("card stays on", "iccid", evt.ICCID, "error", undo)
		}
		return fmt.Errorf("open account for %s: %w", evt.CustomerID, err)
	}
	return nil
}
