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

func (m RequestScore) ID() string { return "request-score/" + m.LoanID }
func (RequestScore) Type() string { return "RequestScore" }
