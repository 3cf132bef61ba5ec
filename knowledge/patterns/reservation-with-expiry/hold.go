// Package reservation holds what is scarce, for a while, until somebody commits.
package reservation

import "time"

// Status is where a hold stands.
type Status string

const (
	None      Status = ""
	Held      Status = "held"
	Committed Status = "committed"
	Released  Status = "released" // given back, expired, or released before it ever was: the tombstone
)

// Hold is one hold, as its owner keeps it. Its owner, and nobody else, decides who was first.
type Hold struct {
	Status  Status
	Expires time.Time
}

// Answer is what the owner tells.
type Answer string

const (
	Silence           Answer = ""
	Reserved          Answer = "reserved"
	CommitConfirmed   Answer = "commit confirmed"
	ReservationGone   Answer = "reservation gone" // the commit came too late: not an error, an answer
	ReservationClosed Answer = "reservation released"
)

// Reserve holds until a moment. A repeat gets the same answer; after a release it is too late.
func (h Hold) Reserve(until time.Time) (Hold, Answer) {
	switch h.Status {
	case None:
		return Hold{Status: Held, Expires: until}, Reserved
	case Released:
		return h, ReservationGone
	}
	return h, Reserved
}

// Commit keeps what is held for good. While the hold lives it cannot be refused.
func (h Hold) Commit() (Hold, Answer) {
	if h.Status == Held || h.Status == Committed {
		h.Status = Committed
		return h, CommitConfirmed
	}
	return h, ReservationGone
}

// Release gives back what is not committed, also when the reservation has not arrived yet.
func (h Hold) Release() (Hold, Answer) {
	if h.Status == Committed {
		return h, Silence
	}
	h.Status = Released
	return h, ReservationClosed
}

// Expire is Release by the clock. It looks at the state, so a commit that was first stays.
func (h Hold) Expire(now time.Time) (Hold, Answer) {
	if h.Status != Held || now.Before(h.Expires) {
		return h, Silence
	}
	return h.Release()
}
