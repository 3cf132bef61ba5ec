package harm_test

import (
	"context"
	"database/sql"
	"testing"

	bad "example.com/eda/anti-patterns/no-dead-letter-queue/bad"
	good "example.com/eda/anti-patterns/no-dead-letter-queue/good"
	"example.com/eda/platform/memsql"
)

// broker has queues that put a refused message back to their head, and obey their arguments like RabbitMQ's.
type broker struct {
	queues map[string][]message
	args   map[string]map[string]any
}

type message struct {
	body       string
	deliveries int
}

func newBroker() *broker {
	return &broker{queues: map[string][]message{}, args: map[string]map[string]any{}}
}

func (b *broker) QueueDeclare(name string, _ bool, args map[string]any) error {
	b.args[name] = args
	return nil
}

func (b *broker) send(queue string, bodies ...string) {
	for _, body := range bodies {
		b.queues[queue] = append(b.queues[queue], message{body: body})
	}
}

// deliver hands the head of the queue to the consumer, so many times or until nothing is left.
func (b *broker) deliver(queue string, times int, handle func(*delivery)) {
	for ; times > 0 && len(b.queues[queue]) > 0; times-- {
		head := b.queues[queue][0]
		b.queues[queue] = b.queues[queue][1:]
		head.deliveries++
		d := &delivery{body: head.body}
		handle(d)
		args := b.args[queue]
		limit, limited := args["x-delivery-limit"].(int)
		switch {
		case d.acked:
		case d.requeued && (!limited || head.deliveries < limit):
			b.queues[queue] = append([]message{head}, b.queues[queue]...)
		default:
			if dead, ok := args["x-dead-letter-routing-key"].(string); ok {
				b.send(dead, head.body)
			}
		}
	}
}

type delivery struct {
	body            string
	acked, requeued bool
}

func (d *delivery) Body() []byte { return []byte(d.body) }

func (d *delivery) Ack() error {
	d.acked = true
	return nil
}

func (d *delivery) Nack(requeue bool) error {
	d.requeued = requeue
	return nil
}

const (
	table  = `CREATE TABLE documents (number TEXT PRIMARY KEY, cents BIGINT NOT NULL)`
	poison = `{"number": "1", "cents": "12,50"}` // a supplier with a comma
	fine   = `{"number": "2", "cents": 1250}`
)

func TestOneBadInvoiceStopsAllTheOthers(t *testing.T) {
	b, db := newBroker(), open(t)
	importer := bad.Importer{DB: db}
	if err := bad.Declare(b); err != nil {
		t.Fatal(err)
	}
	b.send("invoices", poison, fine)
	b.deliver("invoices", 1000, func(d *delivery) { _ = importer.Invoice(context.Background(), d) })
	if booked := count(t, db); booked != 0 || len(b.queues["invoices"]) != 2 {
		t.Fatalf("%d booked, %d waiting; want a thousand deliveries of the same message", booked, len(b.queues["invoices"]))
	}
}

func TestOneBadCreditNoteIsGone(t *testing.T) {
	b, db := newBroker(), open(t)
	importer := bad.Importer{DB: db}
	if err := bad.Declare(b); err != nil {
		t.Fatal(err)
	}
	b.send("credit-notes", poison, fine)
	b.deliver("credit-notes", 1000, func(d *delivery) { _ = importer.CreditNote(context.Background(), d) })
	if booked := count(t, db); booked != 1 || len(b.queues) != 1 || len(b.queues["credit-notes"]) != 0 {
		t.Fatalf("%d booked, queues %v; want the bad one nowhere", booked, b.queues)
	}
}

func TestABadDocumentIsPutAsideAndReplayed(t *testing.T) {
	b := newBroker()
	database, db := memsql.Open(table)
	importer := good.Importer{DB: db}
	if err := good.Declare(b); err != nil {
		t.Fatal(err)
	}
	handle := func(d *delivery) { _ = importer.Handle(context.Background(), d) }
	const doomed = `{"number": "3", "cents": 999}` // well formed, but the database refuses it again and again
	for range 5 {
		database.Fail("INSERT", sql.ErrConnDone)
	}
	b.send("invoices", poison, doomed, fine)
	b.deliver("invoices", 1000, handle)
	if booked, dead := count(t, db), b.queues["invoices.dead"]; booked != 1 || len(dead) != 2 || dead[0].body != poison {
		t.Fatalf("%d booked, dead %v", booked, dead)
	}

	b.send("invoices", `{"number": "1", "cents": 1250}`, b.queues["invoices.dead"][1].body) // corrected, and replayed as it was
	b.deliver("invoices", 1000, handle)
	if booked := count(t, db); booked != 3 {
		t.Fatalf("%d booked after the replay", booked)
	}
}

func open(t *testing.T) *sql.DB {
	t.Helper()
	_, db := memsql.Open(table)
	return db
}

func count(t *testing.T, db *sql.DB) (count int) {
	t.Helper()
	if err := db.QueryRow(`SELECT count(*) FROM documents`).Scan(&count); err != nil {
		t.Fatal(err)
	}
	return count
}
