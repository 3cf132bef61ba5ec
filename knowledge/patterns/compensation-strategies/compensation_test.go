package compensation_test

import (
	"reflect"
	"testing"

	compensation "example.com/eda/patterns/compensation-strategies"
)

func TestPlan(t *testing.T) {
	type history = []compensation.Entry
	cases := map[string]struct {
		history history
		want    []string
	}{
		"nothing happened":             {history{}, nil},
		"last done is first undone":    {history{{"pay", compensation.Done}, {"reserve", compensation.Done}, {"ship", compensation.Refused}}, []string{"reserve", "pay"}},
		"no answer may be done":        {history{{"pay", compensation.Done}, {"reserve", compensation.Asked}}, []string{"reserve", "pay"}},
		"the refused one is left out":  {history{{"pay", compensation.Refused}}, []string{}},
		"interrupted while undoing":    {history{{"pay", compensation.Done}, {"reserve", compensation.Done}, {"reserve", compensation.Undone}}, []string{"pay"}},
		"asked and then done is once":  {history{{"pay", compensation.Asked}, {"pay", compensation.Done}}, []string{"pay"}},
		"asked and then refused is no": {history{{"pay", compensation.Asked}, {"pay", compensation.Refused}}, []string{}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := compensation.Plan(c.history); len(got) != len(c.want) || len(got) > 0 && !reflect.DeepEqual(got, c.want) {
				t.Fatalf("got %v, want %v", got, c.want)
			}
		})
	}
}

// A step and its undo, each twice, in every order: afterwards no money is kept.
func TestNoOrderKeepsTheMoney(t *testing.T) {
	for order := range 1 << 4 {
		balance, payment, refunds := 0, compensation.Payment{}, 0
		for i := range 4 {
			moved := 0
			if refund := order>>i&1 == 1; refund {
				refunds++
				payment, moved = payment.Refund(500)
			} else {
				payment, moved = payment.Request(500)
			}
			balance += moved
			if balance < 0 {
				t.Fatalf("order %04b: refunded more than was taken", order)
			}
		}
		if refunds > 0 && balance != 0 {
			t.Fatalf("order %04b: kept %d", order, balance)
		}
	}
}
