package postgres_test

import (
	"database/sql"
	"testing"

	"github.com/jackc/pgx/v5/stdlib"

	sqloutbox "example.com/eda/examples/sql-outbox"
	"example.com/eda/platform/faults"
)

// The example of the knowledge runs over an in-memory database in its own tests. Here it meets the real one.
func TestTheSQLOutboxExampleOverPostgreSQL(t *testing.T) {
	accounts, welcome := withTables(t, "accounts"), withTables(t, "welcome")
	failure, runs := faults.Count(faults.Limits{Faults: 2}, func(w *faults.World) faults.Check {
		for _, db := range []*sql.DB{accounts, welcome} {
			if _, err := db.Exec(`TRUNCATE accounts, outbox, inbox, welcomes`); err != nil {
				t.Fatal(err)
			}
		}
		return sqloutbox.Over(w, accounts, welcome)
	})
	if failure != nil {
		t.Fatal(failure)
	}
	if runs < 200 {
		t.Fatalf("only %d runs", runs)
	}
}

func withTables(t *testing.T, name string) *sql.DB {
	t.Helper()
	db := stdlib.OpenDBFromPool(create(t, name))
	if _, err := db.Exec(sqloutbox.Schema); err != nil {
		t.Fatal(err)
	}
	return db
}
