package loans

// ApplicationReceived starts the process.
type ApplicationReceived struct{ LoanID string }

// RequestScore asks the bureau.
type RequestScore struct{ LoanID string }

// ScoreReceived is the bureau's answer.
type ScoreReceived struct {
	LoanID string
	Score  int
}

// ReviewRequested asks a person to decide: the bureau did not answer in time.
type ReviewRequested struct{ LoanID string }

func (m RequestScore) ID() string    { return "request-score/" + m.LoanID }
func (m ReviewRequested) ID() string { return "review/" + m.LoanID }
func (RequestScore) Type() string    { return "RequestScore" }
func (ReviewRequested) Type() string { return "ReviewRequested" }
