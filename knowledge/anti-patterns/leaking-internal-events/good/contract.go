package claims

// ClaimSettled is the contract with finance and CRM, version 1. Fields are added, never changed or removed.
type ClaimSettled struct {
	ClaimID      string `json:"claimId"`
	PolicyNumber string `json:"policyNumber"`
	Payout       Money  `json:"payout"`
}

// Money is an amount in the smallest unit of its currency.
type Money struct {
	Cents    int64  `json:"cents"`
	Currency string `json:"currency"`
}

// ID names the fact: a claim is settled once.
func (e ClaimSettled) ID() string { return "claim-settled/" + e.ClaimID }

// Type is the name on the wire.
func (ClaimSettled) Type() string { return "claims.ClaimSettled.v1" }
