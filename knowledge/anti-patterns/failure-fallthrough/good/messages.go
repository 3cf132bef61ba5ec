package porting

// PortingRequested asks for a number on behalf of its owner.
type PortingRequested struct{ Number, Customer string }

// PortingAccepted lets the other network switch the number on.
type PortingAccepted struct{ Number string }

// PortingRejected ends the request; the other network gives the fee back.
type PortingRejected struct{ Number, Reason string }

func (e PortingAccepted) ID() string { return "porting-accepted/" + e.Number }
func (e PortingRejected) ID() string { return "porting-rejected/" + e.Number }
func (PortingAccepted) Type() string { return "PortingAccepted" }
func (PortingRejected) Type() string { return "PortingRejected" }
