package versioning_test

import (
	"reflect"
	"testing"

	versioning "example.com/eda/patterns/process-versioning"
)

// rules returns a process as a table from "state event" to next state and command.
func rules(table map[string][2]string) versioning.Decide {
	return func(state, event string) (string, string) {
		if to, ok := table[state+" "+event]; ok {
			return to[0], to[1]
		}
		return state, ""
	}
}

var (
	v1 = rules(map[string][2]string{
		" OrderPlaced":            {"paying", "RequestPayment"},
		"paying PaymentCompleted": {"shipping", "SendPackage"},
		"shipping PackageSent":    {"shipped", ""},
	})
	// Since the second version fraud is checked before anything is shipped.
	v2 = rules(map[string][2]string{
		" OrderPlaced":            {"paying", "RequestPayment"},
		"paying PaymentCompleted": {"checking", "CheckFraud"},
		"checking FraudCleared":   {"shipping", "SendPackage"},
		"shipping PackageSent":    {"shipped", ""},
	})
)

func play(t *testing.T, v versioning.Versions, i versioning.Instance, events ...string) (versioning.Instance, []string) {
	t.Helper()
	var sent []string
	for _, event := range events {
		next, send, err := v.Handle(i, event)
		if err != nil {
			t.Fatal(err)
		}
		i, sent = next, append(sent, send)
	}
	return i, sent
}

func TestOldInstancesFinishBesideNewOnes(t *testing.T) {
	before := versioning.Versions{1: v1}
	old, _ := play(t, before, versioning.Instance{Version: before.Newest()}, "OrderPlaced", "PaymentCompleted")

	deployed := versioning.Versions{1: v1, 2: v2}
	old, _ = play(t, deployed, old, "PackageSent")
	fresh, sent := play(t, deployed, versioning.Instance{Version: deployed.Newest()}, "OrderPlaced", "PaymentCompleted", "FraudCleared", "PackageSent")

	if old.State != "shipped" || fresh.State != "shipped" {
		t.Fatalf("old %+v, new %+v", old, fresh)
	}
	if want := []string{"RequestPayment", "CheckFraud", "SendPackage", ""}; !reflect.DeepEqual(sent, want) {
		t.Fatalf("sent %v", sent)
	}
}

// The harm: the new rules under an old instance. It is never asked for fraud, and waits for the answer.
func TestNewRulesUnderAnOldInstanceLeaveItStuck(t *testing.T) {
	stuck, _ := play(t, versioning.Versions{1: v2}, versioning.Instance{Version: 1, State: "packing"}, "FraudCleared", "PackageSent")
	if stuck.State != "packing" {
		t.Fatalf("got %+v, want an instance that nothing moves any more", stuck)
	}
}

func TestRulesGoWhenTheirLastInstanceHasEnded(t *testing.T) {
	instances := []versioning.Instance{{Version: 1, State: "paying"}, {Version: 1, State: "shipped"}, {Version: 2, State: "checking"}}
	if got := versioning.Running(instances); !reflect.DeepEqual(got, map[int]int{1: 1, 2: 1}) {
		t.Fatal(got)
	}
	if _, _, err := (versioning.Versions{2: v2}).Handle(instances[0], "PaymentCompleted"); err == nil {
		t.Fatal("an instance without rules must be loud")
	}
	safe := map[string]bool{"paying": true}
	moved, err := versioning.Versions{2: v2}.Upgrade(instances[0], safe)
	if err != nil || moved.Version != 2 {
		t.Fatal(moved, err)
	}
	if _, err := (versioning.Versions{2: v2}).Upgrade(versioning.Instance{Version: 1, State: "shipping"}, safe); err == nil {
		t.Fatal("moved in the middle of a step")
	}
}
