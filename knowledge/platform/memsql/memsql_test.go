package memsql_test

import (
	"errors"
	"testing"

	"example.com/eda/platform/memsql"
)

const schema = `
CREATE TABLE orders (id TEXT PRIMARY KEY, state TEXT NOT NULL DEFAULT 'open', total BIGINT NOT NULL DEFAULT 0);
CREATE TABLE outbox (position BIGSERIAL PRIMARY KEY, body TEXT NOT NULL, sent BOOLEAN NOT NULL DEFAULT FALSE);
CREATE TABLE lines (order_id TEXT NOT NULL, line INT NOT NULL, PRIMARY KEY (order_id, line));
`

func TestStatements(t *testing.T) {
	_, db := memsql.Open(schema)
	for _, text := range []string{
		`INSERT INTO orders (id, total) VALUES ('a', 5)`,
		`INSERT INTO orders (id, state) VALUES ('b', 'paid')`,
		`INSERT INTO orders (id) VALUES ('a') ON CONFLICT DO NOTHING`,
		`UPDATE orders SET total = total + 7, state = 'paid' WHERE id = 'a' AND state = 'open'`,
		`INSERT INTO outbox (body) VALUES ('one')`,
		`INSERT INTO outbox (body) VALUES ('two')`,
		`UPDATE outbox SET sent = TRUE WHERE position = 1`,
		`INSERT INTO lines (order_id, line) VALUES ('a', 1)`,
		`INSERT INTO lines (order_id, line) VALUES ('a', 2)`,
		`DELETE FROM lines WHERE order_id = 'a' AND line = 1`,
	} {
		if _, err := db.Exec(text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	for query, want := range map[string]int{
		`SELECT total FROM orders WHERE id = 'a'`:                                  12,
		`SELECT count(*) FROM orders WHERE state IN ('paid', 'open')`:              2,
		`SELECT position FROM outbox WHERE sent = FALSE ORDER BY position LIMIT 1`: 2,
		`SELECT count(*) FROM lines`:                                               1,
		`SELECT count(*) FROM orders WHERE total >= 12 AND state <> 'open'`:        1,
		`SELECT count(*) FROM outbox WHERE sent = TRUE FOR UPDATE SKIP LOCKED`:     1,
		`SELECT count(*) FROM orders WHERE id = 'nobody'`:                          0,
	} {
		var got int
		if err := db.QueryRow(query).Scan(&got); err != nil || got != want {
			t.Errorf("%s: got %d, %v; want %d", query, got, err, want)
		}
	}
}

func TestRollbackAndFailedCommitLeaveNothing(t *testing.T) {
	database, db := memsql.Open(schema)
	tx, _ := db.Begin()
	if _, err := tx.Exec(`INSERT INTO orders (id) VALUES ('a')`); err != nil {
		t.Fatal(err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	lost := errors.New("connection lost")
	database.Fail("COMMIT", lost)
	tx, _ = db.Begin()
	if _, err := tx.Exec(`INSERT INTO orders (id) VALUES ('b')`); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(); !errors.Is(err, lost) {
		t.Fatalf("commit: %v", err)
	}
	var count int
	if err := db.QueryRow(`SELECT count(*) FROM orders`).Scan(&count); err != nil || count != 0 {
		t.Fatalf("%d orders, %v; want none", count, err)
	}
}

func TestUniqueKeysHoldAcrossTransactions(t *testing.T) {
	_, db := memsql.Open(schema)
	first, _ := db.Begin()
	second, _ := db.Begin()
	if _, err := first.Exec(`INSERT INTO orders (id) VALUES ('a')`); err != nil {
		t.Fatal(err)
	}
	if _, err := second.Exec(`INSERT INTO orders (id) VALUES ('a')`); err != nil {
		t.Fatal(err)
	}
	if err := first.Commit(); err != nil {
		t.Fatal(err)
	}
	if err := second.Commit(); !errors.Is(err, memsql.ErrUnique) {
		t.Fatalf("second commit: %v, want %v", err, memsql.ErrUnique)
	}
}

func TestNotUnderstoodIsAnError(t *testing.T) {
	_, db := memsql.Open(schema)
	for _, text := range []string{
		`MERGE INTO orders`, `SELECT id FROM nowhere`, `SELECT id FROM orders GROUP BY id`, `UPDATE orders SET`,
		`INSERT INTO orders (id) VALUES ($1)`,
	} {
		if rows, err := db.Query(text); err == nil {
			rows.Close()
			t.Errorf("%s: accepted", text)
		}
	}
}
