// Package correlation tells the story of a process from the ids on its messages.
package correlation

import (
	"fmt"
	"strings"

	"example.com/eda/platform/message"
)

// Story is a message with what came of it.
type Story struct {
	Message message.Message
	Led     []*Story
}

// Tell builds the story of one correlation id from messages in any order, repeats included. Orphans are messages whose
// cause is missing: the places where somebody lost the context on the way.
func Tell(correlationID string, messages []message.Message) (roots []*Story, orphans []message.Message) {
	known := map[string]*Story{}
	var order []*Story
	for _, msg := range messages {
		if _, repeated := known[msg.ID]; repeated || msg.CorrelationID != correlationID {
			continue
		}
		story := &Story{Message: msg}
		known[msg.ID] = story
		order = append(order, story)
	}
	for _, story := range order {
		cause, ok := known[story.Message.CausationID]
		switch {
		case story.Message.CausationID == "":
			roots = append(roots, story)
		case ok:
			cause.Led = append(cause.Led, story)
		default:
			orphans = append(orphans, story.Message)
		}
	}
	return roots, orphans
}

// String prints the story, one message a line, indented under its cause.
func (s *Story) String() string {
	var out strings.Builder
	s.print(&out, 0)
	return out.String()
}

func (s *Story) print(out *strings.Builder, depth int) {
	fmt.Fprintf(out, "%s%s\n", strings.Repeat("  ", depth), s.Message.Body.Type())
	for _, led := range s.Led {
		led.print(out, depth+1)
	}
}
