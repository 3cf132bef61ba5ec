package deadletter

import "context"

// NewFake returns an empty queue.
func NewFake() *Fake { return &Fake{} }

// Fake is a Queue for tests.
type Fake struct{ Letters []Letter }

var _ Queue = (*Fake)(nil)

// Put remembers the letter.
func (f *Fake) Put(ctx context.Context, letter Letter) error {
	if err := f.Remove(ctx, letter); err != nil {
		return err
	}
	f.Letters = append(f.Letters, letter)
	return nil
}

// List returns the letters.
func (f *Fake) List(context.Context) ([]Letter, error) { return f.Letters, nil }

// Remove forgets the letter.
func (f *Fake) Remove(_ context.Context, letter Letter) error {
	var kept []Letter
	for _, other := range f.Letters {
		if other.Consumer != letter.Consumer || other.Message.ID != letter.Message.ID {
			kept = append(kept, other)
		}
	}
	f.Letters = kept
	return nil
}
