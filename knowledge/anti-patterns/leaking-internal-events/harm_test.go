package harm_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	bad "example.com/eda/anti-patterns/leaking-internal-events/bad"
	good "example.com/eda/anti-patterns/leaking-internal-events/good"
	"example.com/eda/platform/event"
	"example.com/eda/platform/event/bus"
)

var secrets = []string{"82", "suspects", "450000"} // fraud score, adjuster's note, reserve

func TestTheCompanySeesTheRowAndFinanceHangsOnTheRules(t *testing.T) {
	ctx := context.Background()
	paid := map[string]int64{}
	for id, state := range map[string]bad.State{"by-adjuster": bad.Approved, "by-edition-7": bad.StraightThrough} {
		company := bus.NewFake()
		forwarder := bad.Forwarder{Claims: oldClaims{state}, Company: company}
		if err := forwarder.Handle(ctx, bad.StateChanged{ClaimID: id, State: state, FraudScore: 82}); err != nil {
			t.Fatal(err)
		}
		wire := encode(t, company.Published())
		for _, secret := range secrets {
			if !strings.Contains(wire, secret) {
				t.Fatalf("%s did not leak: %s", secret, wire)
			}
		}
		// Finance was written when a claim to be paid was APPROVED.
		var row struct{ Claim bad.Claim }
		if err := json.Unmarshal([]byte(encode(t, company.Published()[1:])), &row); err != nil {
			t.Fatal(err)
		}
		if row.Claim.State == "APPROVED" {
			paid[id] = row.Claim.PayoutCents
		}
	}
	if paid["by-adjuster"] != 120_000 || paid["by-edition-7"] != 0 {
		t.Fatalf("want the new state to go unpaid, got %v", paid)
	}
}

func TestAContractCarriesWhatWasAskedForAndOutlivesTheRules(t *testing.T) {
	ctx := context.Background()
	paid := map[string]int64{}
	for id, state := range map[string]good.State{
		"by-adjuster": good.Approved, "by-edition-7": good.StraightThrough, "open": good.UnderReview,
	} {
		company := bus.NewFake()
		translator := good.Translator{Claims: claims{state}, Company: company}
		if err := translator.Handle(ctx, good.StateChanged{ClaimID: id, Version: 3, State: state}); err != nil {
			t.Fatal(err)
		}
		for _, evt := range company.Published() {
			wire := encode(t, []event.Event{evt})
			for _, secret := range secrets {
				if strings.Contains(wire, secret) {
					t.Fatalf("%s leaked: %s", secret, wire)
				}
			}
			var settled good.ClaimSettled
			if err := json.Unmarshal([]byte(wire), &settled); err != nil {
				t.Fatal(err)
			}
			paid[settled.ClaimID] = settled.Payout.Cents
		}
	}
	if paid["by-adjuster"] != 120_000 || paid["by-edition-7"] != 120_000 || len(paid) != 2 {
		t.Fatalf("paid %v", paid)
	}
}

type oldClaims struct{ state bad.State }

func (c oldClaims) Load(_ context.Context, id string) (bad.Claim, error) {
	return bad.Claim{ID: id, State: c.state, PayoutCents: 120_000, ReserveCents: 450_000, FraudScore: 82,
		AdjusterNote: "suspects the neighbour"}, nil
}

type claims struct{ state good.State }

func (c claims) At(_ context.Context, id string, _ int) (good.Claim, error) {
	return good.Claim{ID: id, State: c.state, PayoutCents: 120_000, ReserveCents: 450_000, FraudScore: 82,
		AdjusterNote: "suspects the neighbour"}, nil
}

func encode(t *testing.T, events []event.Event) string {
	t.Helper()
	var wire strings.Builder
	for _, evt := range events {
		if err := json.NewEncoder(&wire).Encode(evt); err != nil {
			t.Fatal(err)
		}
	}
	return wire.String()
}
