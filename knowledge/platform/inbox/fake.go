package inbox

import "context"

// NewFake returns an inbox that wants no transaction and has already seen the given keys.
func NewFake(seen ...string) *Fake {
	f := &Fake{keys: map[string]bool{}}
	for _, key := range seen {
		f.keys[key] = true
	}
	return f
}

// Fake is a Store for tests.
type Fake struct{ keys map[string]bool }

var _ Store = (*Fake)(nil)

// Accept remembers key.
func (f *Fake) Accept(_ context.Context, key string) (bool, error) {
	first := !f.keys[key]
	f.keys[key] = true
	return first, nil
}
