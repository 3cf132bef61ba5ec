package event

import "context"

// Translate returns a publisher that tells others what an event of a module means to them: perhaps the same
// event, perhaps a richer one, perhaps nothing. It is the border between internal and external events.
func Translate(out Publisher, external func(evt Event) []Event) Publisher {
	return translator{out, external}
}

type translator struct {
	out      Publisher
	external func(evt Event) []Event
}

var _ Publisher = translator{}

func (t translator) Publish(ctx context.Context, evt Event) error {
	for _, told := range t.external(evt) {
		if err := t.out.Publish(ctx, told); err != nil {
			return err
		}
	}
	return nil
}
