package retry

import "context"

// NewFake returns a policy that tries up to so many times without waiting, and counts.
func NewFake(attempts int) *Fake { return &Fake{attempts: attempts} }

// Fake is a Policy for tests.
type Fake struct {
	attempts int
	Tried    int
}

var _ Policy = (*Fake)(nil)

// Run tries work.
func (f *Fake) Run(ctx context.Context, work func(ctx context.Context) error) error {
	var err error
	for range f.attempts {
		f.Tried++
		if err = work(ctx); err == nil || IsPermanent(err) {
			return err
		}
	}
	return err
}
