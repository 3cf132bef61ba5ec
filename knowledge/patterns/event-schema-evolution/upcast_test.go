package schemaevolution_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	schemaevolution "example.com/eda/patterns/event-schema-evolution"
)

// Every version ever published is kept as a sample, and today's reader must understand them all.
func TestTheNewestReaderReadsEverySample(t *testing.T) {
	samples, err := filepath.Glob("testdata/*.json")
	if err != nil || len(samples) < 4 {
		t.Fatal(samples, err)
	}
	want := schemaevolution.OrderPlaced{OrderID: "o1", TotalNet: 700, Currency: "EUR"}
	for _, sample := range samples {
		t.Run(filepath.Base(sample), func(t *testing.T) {
			text, err := os.ReadFile(sample)
			if err != nil {
				t.Fatal(err)
			}
			var envelope schemaevolution.Envelope
			if err := json.Unmarshal(text, &envelope); err != nil {
				t.Fatal(err)
			}
			if got, err := schemaevolution.Read(envelope); err != nil || got != want {
				t.Fatalf("got %+v, %v", got, err)
			}
		})
	}
}

func TestAnUnknownVersionIsLoud(t *testing.T) {
	future := schemaevolution.Envelope{Type: "OrderPlaced", Version: 4, Payload: json.RawMessage(`{"orderId":"o1"}`)}
	if got, err := schemaevolution.Read(future); err == nil {
		t.Fatalf("read %+v from a version nobody knows", got)
	}
}
