package harm_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"

	bad "example.com/eda/anti-patterns/transaction-bypass/bad"
	good "example.com/eda/anti-patterns/transaction-bypass/good"
	"example.com/eda/platform/memsql"
)

const schema = `
CREATE TABLE wallets (player TEXT PRIMARY KEY, cents BIGINT NOT NULL);
CREATE TABLE transfers (id TEXT PRIMARY KEY, payer TEXT, payee TEXT, cents BIGINT);
INSERT INTO wallets (player, cents) VALUES ('ada', 1000);
INSERT INTO wallets (player, cents) VALUES ('bob', 0);`

func TestARefusedTransferMakesMoney(t *testing.T) {
	_, db := memsql.Open(schema)
	err := bad.NewStore(db).Transfer(context.Background(), "t1", "ada", "bob", 5_000)
	if !errors.Is(err, bad.ErrInsufficient) {
		t.Fatal(err)
	}
	if ada, bob := balance(t, db, "ada"), balance(t, db, "bob"); ada != 1_000 || bob != 5_000 {
		t.Fatalf("ada %d, bob %d; want 50.00 from nowhere", ada, bob)
	}
}

func TestADuplicateTransferMakesMoneyToo(t *testing.T) {
	database, db := memsql.Open(schema)
	database.Fail("COMMIT", errors.New("deadlock detected"))
	store := bad.NewStore(db)
	if err := store.Transfer(context.Background(), "t1", "ada", "bob", 100); err == nil {
		t.Fatal("the commit should have failed")
	}
	if err := store.Transfer(context.Background(), "t1", "ada", "bob", 100); err != nil {
		t.Fatal(err)
	}
	if ada, bob := balance(t, db, "ada"), balance(t, db, "bob"); ada != 900 || bob != 200 {
		t.Fatalf("ada %d, bob %d; want bob to have got it twice", ada, bob)
	}
}

func TestMoneyOnlyMoves(t *testing.T) {
	ctx := context.Background()
	database, db := memsql.Open(schema)
	store := good.NewStore(db)
	if err := store.Transfer(ctx, "t1", "ada", "bob", 5_000); !errors.Is(err, good.ErrInsufficient) {
		t.Fatal(err)
	}
	database.Fail("COMMIT", errors.New("deadlock detected"))
	if err := store.Transfer(ctx, "t2", "ada", "bob", 100); err == nil {
		t.Fatal("the commit should have failed")
	}
	if err := store.Transfer(ctx, "t2", "ada", "bob", 100); err != nil {
		t.Fatal(err)
	}
	if err := store.Transfer(ctx, "t2", "ada", "bob", 100); !errors.Is(err, memsql.ErrUnique) {
		t.Fatalf("%v; want the same transfer to be refused", err)
	}
	if ada, bob := balance(t, db, "ada"), balance(t, db, "bob"); ada != 900 || bob != 100 {
		t.Fatalf("ada %d, bob %d", ada, bob)
	}
}

func balance(t *testing.T, db *sql.DB, player string) (cents int64) {
	t.Helper()
	if err := db.QueryRow(`SELECT cents FROM wallets WHERE player = $1`, player).Scan(&cents); err != nil {
		t.Fatal(err)
	}
	return cents
}
