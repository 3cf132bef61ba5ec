package harm_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"
	"time"

	bad "example.com/eda/anti-patterns/missing-timeout/bad"
	good "example.com/eda/anti-patterns/missing-timeout/good"
	"example.com/eda/platform/memsql"
	"example.com/eda/platform/sqloutbox"
)

var noon = time.Date(2030, 1, 1, 12, 0, 0, 0, time.UTC)

func ask(context.Context, string) error { return nil }

func TestWithoutAnAnswerTheApplicationWaitsForEver(t *testing.T) {
	_, db := memsql.Open(`CREATE TABLE loans (id TEXT PRIMARY KEY, state TEXT);` + sqloutbox.Schema)
	must(t, bad.Loans{DB: db}.OnApplicationReceived(context.Background(), bad.ApplicationReceived{LoanID: "l1"}))
	// The request is lost at the bureau. A month passes, and nothing in the service would notice.
	if got := state(t, db); got != "awaiting-score" {
		t.Fatal(got)
	}
	if _, err := db.Query(`SELECT id FROM loans WHERE due <= $1`, noon.AddDate(0, 1, 0)); err == nil {
		t.Fatal("somebody could have looked for overdue applications after all")
	}
}

func TestAPersonAtTheCounterWaitsForEver(t *testing.T) {
	ctx, leave := context.WithCancel(context.Background())
	answers, served := make(chan int), make(chan struct{})
	go func() {
		defer close(served)
		_, _ = bad.Counter{Ask: ask, Answers: answers}.Score(ctx, "l1")
	}()
	leave()
	select {
	case <-served:
		t.Fatal("the call has noticed that the customer left")
	case <-time.After(20 * time.Millisecond):
		answers <- 700 // or the goroutine would wait for ever in this test too
	}
}

func TestTheDeadlineDecidesAndLatecomersDoNoHarm(t *testing.T) {
	expire, answer := "expire", "answer"
	for _, test := range []struct {
		order []string
		state string
		asked int // how often a person was asked
		late  int64
	}{
		{[]string{answer, expire}, "approved", 0, 0},
		{[]string{expire, expire}, "review", 1, 0},
		{[]string{expire, answer, expire}, "review", 1, 700},
	} {
		ctx := context.Background()
		_, db := memsql.Open(`
			CREATE TABLE loans (id TEXT PRIMARY KEY, state TEXT, due TIMESTAMPTZ, late_score BIGINT DEFAULT 0);` + sqloutbox.Schema)
		loans := good.Loans{DB: db}
		must(t, loans.OnApplicationReceived(ctx, good.ApplicationReceived{LoanID: "l1"}, noon))
		must(t, loans.Expire(ctx, noon.Add(good.Patience-time.Second))) // not yet
		for _, message := range test.order {
			if message == expire {
				must(t, loans.Expire(ctx, noon.Add(good.Patience)))
			} else {
				must(t, loans.OnScoreReceived(ctx, good.ScoreReceived{LoanID: "l1", Score: 700}))
			}
		}
		var asked int
		var late int64
		must(t, db.QueryRow(`SELECT count(*) FROM outbox WHERE type = 'ReviewRequested'`).Scan(&asked))
		must(t, db.QueryRow(`SELECT late_score FROM loans`).Scan(&late))
		if got := state(t, db); got != test.state || asked != test.asked || late != test.late {
			t.Errorf("%v: %s, %d reviews, late score %d", test.order, got, asked, late)
		}
	}
}

func TestTheCounterGivesUpWithItsCustomer(t *testing.T) {
	ctx, leave := context.WithCancel(context.Background())
	leave()
	if _, err := (good.Counter{Ask: ask, Answers: make(chan int)}).Score(ctx, "l1"); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
}

func state(t *testing.T, db *sql.DB) (state string) {
	t.Helper()
	must(t, db.QueryRow(`SELECT state FROM loans WHERE id = 'l1'`).Scan(&state))
	return state
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
