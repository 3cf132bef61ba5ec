package observability_test

import (
	"testing"
	"time"

	observability "example.com/eda/patterns/process-observability"
)

var noon = time.Date(2030, 1, 1, 12, 0, 0, 0, time.UTC)

func tracker() *observability.Tracker {
	return &observability.Tracker{
		Starts:   "OrderPlaced",
		Outcomes: []string{"OrderCompleted", "OrderCancelled"},
		Within:   map[string]time.Duration{"OrderPlaced": 15 * time.Minute, "PaymentCompleted": time.Hour},
	}
}

// All services are healthy, and one event has gone to a topic that nobody reads.
func TestALostEventIsSeenAlthoughNoServiceFailed(t *testing.T) {
	tr := tracker()
	for i, order := range []string{"o1", "o2", "o3"} {
		at := noon.Add(time.Duration(i) * time.Minute)
		tr.When(observability.Seen{Process: order, Type: "OrderPlaced", At: at})
		tr.When(observability.Seen{Process: order, Type: "PaymentCompleted", At: at})
		if order != "o2" { // the parcel of o2 is never asked for
			tr.When(observability.Seen{Process: order, Type: "OrderCompleted", At: at})
		}
	}
	if started, ended, open := tr.Balance(); started != 3 || ended != 2 || open != 1 {
		t.Fatalf("started %d, ended %d, open %d", started, ended, open)
	}
	if early := tr.Stuck(noon.Add(30 * time.Minute)); early != nil {
		t.Fatalf("alarm before it is late: %v", early)
	}
	late := tr.Stuck(noon.Add(2 * time.Hour))
	if len(late) != 1 || late[0].Process != "o2" || late[0].Last != "PaymentCompleted" {
		t.Fatalf("stuck: %v", late)
	}
}

func TestRepeatsAndStragglersDoNotCount(t *testing.T) {
	tr := tracker()
	for _, event := range []string{"OrderPlaced", "OrderPlaced", "OrderCompleted", "OrderCompleted", "PaymentCompleted"} {
		tr.When(observability.Seen{Process: "o1", Type: event, At: noon})
	}
	if started, ended, open := tr.Balance(); started != 1 || ended != 1 || open != 0 {
		t.Fatalf("started %d, ended %d, open %d", started, ended, open)
	}
}
