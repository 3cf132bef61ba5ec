package harm_test

import (
	"context"
	"testing"

	bad "example.com/eda/anti-patterns/correlation-not-propagated/bad"
	good "example.com/eda/anti-patterns/correlation-not-propagated/good"
)

// process waits for every system of each erasure request. It finds the request by correlation.
type process struct {
	missing map[string]int
	trail   []string
}

func (p *process) hear(correlation, causation, id string) {
	if _, known := p.missing[correlation]; known {
		p.missing[correlation]--
		p.trail = append(p.trail, causation+" → "+id)
	}
}

type badReplies struct{ *process }

func (r badReplies) Publish(_ context.Context, msg bad.Message) error {
	r.hear(msg.Correlation, msg.Causation, msg.ID)
	return nil
}

type goodReplies struct{ *process }

func (r goodReplies) Publish(_ context.Context, msg good.Message) error {
	r.hear(msg.Correlation, msg.Causation, msg.ID)
	return nil
}

type customers struct{ erased []string }

func (c *customers) Erase(_ context.Context, id string) error {
	c.erased = append(c.erased, id)
	return nil
}

// The same person has asked twice: the second request is open while the first one runs.
var requests = []string{"erasure/2030-01", "erasure/2030-02"}

func waiting() *process {
	return &process{missing: map[string]int{requests[0]: 1, requests[1]: 1}}
}

func TestTheDataIsErasedAndTheRequestStaysOpen(t *testing.T) {
	p, data := waiting(), &customers{}
	handler := bad.Handler{Customers: data, Replies: badReplies{p}}
	err := handler.OnEraseCustomer(context.Background(), bad.Message{
		ID: "erase/1", Correlation: requests[0], Type: "EraseCustomer", Body: map[string]string{"customerId": "ada"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(data.erased) != 1 || p.missing[requests[0]] != 1 || len(p.trail) != 0 {
		t.Fatalf("erased %v, missing %v; want the work done and nobody who knows", data.erased, p.missing)
	}
}

func TestTheAnswerFindsItsRequestAndTheTrailIsWhole(t *testing.T) {
	p := waiting()
	handler := good.Handler{Customers: &customers{}, Replies: goodReplies{p}}
	err := handler.OnEraseCustomer(context.Background(), good.Message{
		ID: "erase/1", Correlation: requests[0], Type: "EraseCustomer", Body: map[string]string{"customerId": "ada"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if p.missing[requests[0]] != 0 || p.missing[requests[1]] != 1 {
		t.Fatalf("missing %v; want the first request closed and the second one open", p.missing)
	}
	if len(p.trail) != 1 || p.trail[0] != "erase/1 → crm-erased/erasure/2030-01" {
		t.Fatalf("trail %v", p.trail)
	}
}
