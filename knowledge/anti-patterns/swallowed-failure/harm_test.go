package harm_test

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"testing"

	bad "example.com/eda/anti-patterns/swallowed-failure/bad"
	good "example.com/eda/anti-patterns/swallowed-failure/good"
	"example.com/eda/platform/memsql"
	"example.com/eda/platform/sqloutbox"
)

const schema = `CREATE TABLE sanctions (name TEXT PRIMARY KEY); INSERT INTO sanctions (name) VALUES ('Blofeld');` +
	sqloutbox.Schema

func TestTheOnboardingWaitsForAnAnswerThatNobodyWillGive(t *testing.T) {
	for name, test := range map[string]struct {
		applicant string
		outage    error
	}{
		"the database was away":   {"Moneypenny", errors.New("connection refused")},
		"the applicant is listed": {"Blofeld", nil},
	} {
		t.Run(name, func(t *testing.T) {
			database, db := memsql.Open(schema)
			if test.outage != nil {
				database.Fail("SELECT", test.outage)
			}
			deliveries := deliver(func() error {
				return bad.Screening{DB: db}.OnApplicationSubmitted(context.Background(),
					bad.ApplicationSubmitted{ApplicationID: "a1", Name: test.applicant})
			})
			if deliveries != 1 || len(answers(t, db)) != 0 {
				t.Fatalf("%d deliveries, answers %v; want one delivery and silence", deliveries, answers(t, db))
			}
		})
	}
}

func TestEveryApplicationIsAnswered(t *testing.T) {
	for applicant, want := range map[string]string{"Moneypenny": "ApplicantCleared", "Blofeld": "ApplicantRefused"} {
		database, db := memsql.Open(schema)
		database.Fail("SELECT", errors.New("connection refused"))
		database.Fail("COMMIT", errors.New("connection reset"))
		deliveries := deliver(func() error {
			return good.Screening{DB: db}.OnApplicationSubmitted(context.Background(),
				good.ApplicationSubmitted{ApplicationID: "a1", Name: applicant})
		})
		if got := answers(t, db); deliveries != 3 || !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %d deliveries, answers %v", applicant, deliveries, got)
		}
	}
}

// deliver is a broker: it delivers again after an error, and forgets the message after a success.
func deliver(handle func() error) (deliveries int) {
	for deliveries = 1; handle() != nil && deliveries < 10; deliveries++ {
	}
	return deliveries
}

func answers(t *testing.T, db *sql.DB) (types []string) {
	t.Helper()
	rows, err := db.Query(`SELECT type FROM outbox`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		types = append(types, name)
	}
	return types
}
