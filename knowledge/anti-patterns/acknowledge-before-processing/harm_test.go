package harm_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"

	bad "example.com/eda/anti-patterns/acknowledge-before-processing/bad"
	good "example.com/eda/anti-patterns/acknowledge-before-processing/good"
	"example.com/eda/platform/crash"
	"example.com/eda/platform/memsql"
)

const schema = `CREATE TABLE readings (meter TEXT, slot BIGINT, wh BIGINT NOT NULL, PRIMARY KEY (meter, slot))`

// queue holds one message until it is acknowledged; each hook is a place where the process may die.
type queue struct {
	body                string
	gone, dead          bool
	beforeAck, afterAck func()
}

func (q *queue) Body() []byte { return []byte(q.body) }

func (q *queue) Ack() error {
	if q.beforeAck != nil {
		q.beforeAck()
	}
	q.gone = true
	if q.afterAck != nil {
		q.afterAck()
	}
	return nil
}

func (q *queue) Nack(requeue bool) error {
	q.gone, q.dead = !requeue, !requeue
	return nil
}

func newQueue() *queue { return &queue{body: `{"meter": "m1", "slot": 7, "wh": 250}`} }

func TestACrashAfterTheAckLosesTheReading(t *testing.T) {
	_, db := memsql.Open(schema)
	q := newQueue()
	q.afterAck = crash.Now
	if !crash.In(func() { _ = bad.Consumer{DB: db}.Live(context.Background(), q) }) {
		t.Fatal("the process should have died")
	}
	if !q.gone || count(t, db) != 0 {
		t.Fatalf("gone from the queue: %v, stored: %d; want the reading nowhere", q.gone, count(t, db))
	}
}

func TestADatabaseThatIsAwayLosesTheReading(t *testing.T) {
	database, db := memsql.Open(schema)
	database.Fail("INSERT", errors.New("too many connections"))
	q := newQueue()
	err := bad.Consumer{DB: db}.Backfill(context.Background(), q)
	if err != nil || !q.gone || count(t, db) != 0 {
		t.Fatalf("%v, gone: %v, stored: %d; want the reading nowhere and no error", err, q.gone, count(t, db))
	}
}

func TestAReadingLeavesTheQueueOnlyWhenItIsKept(t *testing.T) {
	ctx := context.Background()
	database, db := memsql.Open(schema)
	consumer, q := good.Consumer{DB: db}, newQueue()

	database.Fail("INSERT", errors.New("too many connections"))
	if err := consumer.Handle(ctx, q); err == nil || q.gone {
		t.Fatalf("%v, gone: %v; want the reading back on the queue", err, q.gone)
	}
	q.beforeAck = crash.Now
	if !crash.In(func() { _ = consumer.Handle(ctx, q) }) || q.gone {
		t.Fatal("want a crash with the reading still on the queue")
	}
	q.beforeAck = nil
	if err := consumer.Handle(ctx, q); err != nil || !q.gone || count(t, db) != 1 {
		t.Fatalf("%v, gone: %v, stored: %d", err, q.gone, count(t, db))
	}

	broken := &queue{body: `{"meter":`}
	if err := consumer.Handle(ctx, broken); err == nil || !broken.dead {
		t.Fatalf("%v, dead letter: %v", err, broken.dead)
	}
}

func count(t *testing.T, db *sql.DB) (count int) {
	t.Helper()
	if err := db.QueryRow(`SELECT count(*) FROM readings`).Scan(&count); err != nil {
		t.Fatal(err)
	}
	return count
}
