package shopping_test

import (
	"encoding/json"
	"testing"

	shopping "example.com/eda/patterns/internal-external-events"
)

func TestOnlyTheContractLeaves(t *testing.T) {
	added := shopping.ItemAdded{CartID: "c1", SKU: "tea", Quantity: 2, Price: 350, DiscountRule: "VIP-7"}
	cart := shopping.Cart{CustomerID: "ann", RiskScore: 93, Added: []shopping.ItemAdded{added}}

	if told := shopping.External(added, cart); told != nil {
		t.Fatalf("an internal event left the module: %v", told)
	}
	told := shopping.External(shopping.CartConfirmed{CartID: "c1"}, cart)
	wire, err := json.Marshal(told)
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"cartId":"c1","customerId":"ann","items":[{"sku":"tea","quantity":2,"price":350}],"total":700}]`
	if string(wire) != want {
		t.Fatalf("on the wire:\n%s\nwant:\n%s", wire, want)
	}
}
