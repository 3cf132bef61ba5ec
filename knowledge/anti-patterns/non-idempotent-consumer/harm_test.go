package harm_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"

	bad "example.com/eda/anti-patterns/non-idempotent-consumer/bad"
	good "example.com/eda/anti-patterns/non-idempotent-consumer/good"
	"example.com/eda/platform/memsql"
	"example.com/eda/platform/sqloutbox"
)

const accounts = `
CREATE TABLE accounts (customer TEXT PRIMARY KEY, points BIGINT NOT NULL);
INSERT INTO accounts (customer, points) VALUES ('ada', 0);`

func TestASecondDeliveryCreditsTwice(t *testing.T) {
	ctx := context.Background()
	_, db := memsql.Open(accounts + `CREATE TABLE coupons (customer TEXT, percent BIGINT);`)
	evt := bad.PurchaseCompleted{PurchaseID: "o1", Customer: "ada", Points: 1200}
	for range 2 {
		if err := (bad.Accounts{DB: db}).OnPurchaseCompleted(ctx, evt); err != nil {
			t.Fatal(err)
		}
	}
	if points, coupons := points(t, db), count(t, db, "coupons"); points != 2400 || coupons != 2 {
		t.Fatalf("%d points, %d coupons; want everything twice", points, coupons)
	}
}

func TestAPurchaseIsCreditedOnceAndNotLost(t *testing.T) {
	ctx := context.Background()
	database, db := memsql.Open(accounts + sqloutbox.Schema + `
		CREATE TABLE inbox (fact TEXT PRIMARY KEY);
		CREATE TABLE coupons (purchase_id TEXT PRIMARY KEY, customer TEXT, percent BIGINT);`)
	evt := good.PurchaseCompleted{PurchaseID: "o1", Customer: "ada", Points: 1200}
	consumer := good.Accounts{DB: db}

	database.Fail("INSERT INTO coupons", errors.New("deadlock"))
	if err := consumer.OnPurchaseCompleted(ctx, evt); err == nil {
		t.Fatal("the deadlock was hidden")
	}
	if points(t, db) != 0 || count(t, db, "inbox") != 0 {
		t.Fatal("half of a failed delivery stayed, so the repetition would be taken for a duplicate")
	}
	for range 3 { // the retry, and a purchase service that publishes again
		if err := consumer.OnPurchaseCompleted(ctx, evt); err != nil {
			t.Fatal(err)
		}
	}
	if points(t, db) != 1200 || count(t, db, "coupons") != 1 || count(t, db, "outbox") != 1 {
		t.Fatalf("%d points, %d coupons, %d news", points(t, db), count(t, db, "coupons"), count(t, db, "outbox"))
	}
}

func points(t *testing.T, db *sql.DB) (points int) {
	t.Helper()
	if err := db.QueryRow(`SELECT points FROM accounts WHERE customer = 'ada'`).Scan(&points); err != nil {
		t.Fatal(err)
	}
	return points
}

func count(t *testing.T, db *sql.DB, table string) (count int) {
	t.Helper()
	if err := db.QueryRow(`SELECT count(*) FROM ` + table).Scan(&count); err != nil {
		t.Fatal(err)
	}
	return count
}
