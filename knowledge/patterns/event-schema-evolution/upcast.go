// Package schemaevolution reads every version of an event that was ever published as the newest one.
package schemaevolution

import (
	"encoding/json"
	"fmt"
)

// OrderPlaced is the newest shape, and the only one the model knows.
type OrderPlaced struct {
	OrderID  string `json:"orderId"`
	TotalNet int    `json:"totalNet"` // in cents, without tax
	Tax      int    `json:"tax"`      // in cents
	Currency string `json:"currency"`
	Channel  string `json:"channel,omitempty"` // optional: web, shop; others will come
}

// Envelope carries name and version beside the payload.
type Envelope struct {
	Type    string          `json:"type"`
	Version int             `json:"version"`
	Payload json.RawMessage `json:"payload"`
}

type fields = map[string]any

// steps[n] turns version n into version n+1. Each is written once, when the version is published, and never again.
var steps = map[int]func(fields){
	1: func(f fields) { // "total" was renamed, and meant the same
		f["totalNet"] = f["total"]
		delete(f, "total")
	},
	2: func(f fields) { // until then everything was sold in euros, and without tax on the event
		f["currency"] = "EUR"
		f["tax"] = 0
	},
}

const newest = 3

// Read turns an envelope of any version into the newest shape. Fields it does not know are left alone: a newer writer
// is none of its business. A version it does not know is, because nobody can tell what its fields mean.
func Read(envelope Envelope) (OrderPlaced, error) {
	if envelope.Version < 1 || envelope.Version > newest {
		return OrderPlaced{}, fmt.Errorf("%s version %d: this reader knows 1 to %d", envelope.Type, envelope.Version, newest)
	}
	var raw fields
	if err := json.Unmarshal(envelope.Payload, &raw); err != nil {
		return OrderPlaced{}, fmt.Errorf("%s version %d: %w", envelope.Type, envelope.Version, err)
	}
	for version := envelope.Version; version < newest; version++ {
		steps[version](raw)
	}
	current, err := json.Marshal(raw)
	if err != nil {
		return OrderPlaced{}, err
	}
	var placed OrderPlaced
	if err := json.Unmarshal(current, &placed); err != nil {
		return OrderPlaced{}, fmt.Errorf("%s version %d: %w", envelope.Type, envelope.Version, err)
	}
	return placed, nil
}
