package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"example.com/eda/adapters/codec"
	"example.com/eda/adapters/postgres"
	"example.com/eda/platform/command"
	"example.com/eda/platform/deadletter"
	"example.com/eda/platform/event"
	"example.com/eda/platform/inbox"
	"example.com/eda/platform/message"
	"example.com/eda/platform/outbox"
	"example.com/eda/platform/transaction"
)

type counted struct {
	Process string
	N       int
}

func (counted) Type() string { return "Counted" }
func (c counted) ID() string { return fmt.Sprintf("counted/%s/%d", c.Process, c.N) }

type remind struct{ Process string }

func (remind) Type() string { return "Remind" }

func types() *codec.Codec {
	c := codec.New()
	codec.Register[counted](c)
	codec.Register[remind](c)
	return c
}

// publish saves events in one transaction, correlated by their process.
func publish(ctx context.Context, db *postgres.Database, out outbox.Writer, events ...counted) error {
	return db.Within(ctx, func(ctx context.Context) error {
		for _, evt := range events {
			ctx := message.With(ctx, message.Message{ID: "start", CorrelationID: evt.Process})
			if err := outbox.Events(out).Publish(ctx, evt); err != nil {
				return err
			}
		}
		return nil
	})
}

// recorder is a broker that remembers, and refuses what it is told to.
type recorder struct {
	mu      sync.Mutex
	ids     []string
	refuses func(id string) error
}

func (r *recorder) Publish(_ context.Context, msg message.Message) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.refuses != nil {
		if err := r.refuses(msg.ID); err != nil {
			return err
		}
	}
	r.ids = append(r.ids, msg.ID)
	return nil
}

func TestStreamHoldsWhatWasAppended(t *testing.T) {
	ctx := context.Background()
	db, _ := open(t)
	events := postgres.NewStream(db, types())
	if err := events.Append(ctx, "s", 0, counted{"p", 1}, counted{"p", 2}); err != nil {
		t.Fatal(err)
	}
	read, err := events.Read(ctx, "s", 1)
	if err != nil || len(read) != 1 || read[0].Event != (counted{"p", 2}) || read[0].Version != 2 {
		t.Fatalf("read %+v, %v", read, err)
	}
	if err := events.Append(ctx, "s", 1, counted{"p", 3}); !errors.Is(err, event.ErrConflict) {
		t.Fatalf("got %v", err)
	}
}

func TestOneOfManyWritersWinsEachVersion(t *testing.T) {
	ctx := context.Background()
	db, _ := open(t)
	events := postgres.NewStream(db, types())
	var wins, losses atomic.Int32
	var all sync.WaitGroup
	for writer := range 8 {
		all.Go(func() {
			for range 10 {
				seen, err := events.Read(ctx, "s", 0)
				if err != nil {
					t.Error(err)
					return
				}
				switch err := events.Append(ctx, "s", event.Version(len(seen)), counted{"p", writer}); {
				case err == nil:
					wins.Add(1)
				case errors.Is(err, event.ErrConflict):
					losses.Add(1)
				default:
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	stored, err := events.Read(ctx, "s", 0)
	if err != nil || len(stored) != int(wins.Load()) || losses.Load() == 0 {
		t.Fatalf("%d stored, %d appended, %d conflicts, err %v", len(stored), wins.Load(), losses.Load(), err)
	}
	for i, r := range stored {
		if r.Version != event.Version(i+1) {
			t.Fatalf("version %d at %d", r.Version, i)
		}
	}
}

// The sequence numbers a row when it is written. Here number 1 is committed after number 2.
func TestALateCommitIsNotSkipped(t *testing.T) {
	ctx := context.Background()
	db, pool := open(t)
	codec, broker := types(), &recorder{}
	out, relay := postgres.NewOutbox(db, 1), postgres.NewRelay(db, 1, codec, broker)
	events := postgres.NewStream(db, codec)

	written, finish := make(chan struct{}), make(chan struct{})
	slow := make(chan error, 1)
	go func() {
		slow <- db.Within(ctx, func(ctx context.Context) error {
			err := errors.Join(publish(ctx, db, out, counted{"p", 1}), events.Append(ctx, "a", 0, counted{"p", 1}))
			close(written)
			<-finish
			return err
		})
	}()
	<-written
	if err := errors.Join(publish(ctx, db, out, counted{"p", 2}), events.Append(ctx, "b", 0, counted{"p", 2})); err != nil {
		t.Fatal(err)
	}
	naive := highest(t, pool, 0)
	early, err := relay.Once(ctx)
	all, err2 := events.ReadAll(ctx, event.Position{}, 10)
	if err != nil || err2 != nil || early != 0 || len(all) != 0 {
		t.Fatalf("%d published and %d events read while an earlier transaction runs (%v, %v)", early, len(all), err, err2)
	}
	close(finish)
	if err := <-slow; err != nil {
		t.Fatal(err)
	}
	if _, err := relay.Once(ctx); err != nil {
		t.Fatal(err)
	}
	if want := []string{"counted/p/1", "counted/p/2"}; !slices.Equal(broker.ids, want) {
		t.Fatalf("published %v, want %v", broker.ids, want)
	}
	if all, err = events.ReadAll(ctx, event.Position{}, 10); err != nil || len(all) != 2 {
		t.Fatalf("read %+v, %v", all, err)
	}
	// And this is what a reader does that remembers the highest number: it has passed number 1 for good.
	if naive != 2 || highest(t, pool, naive) != 0 {
		t.Fatalf("the naive reader was at %d and lost nothing: the test shows nothing", naive)
	}
}

// highest returns the highest number behind after, 0 if there is none.
func highest(t *testing.T, pool *pgxpool.Pool, after int64) (position int64) {
	t.Helper()
	err := pool.QueryRow(context.Background(), `SELECT coalesce(max(position), 0) FROM outbox WHERE position > $1`, after).
		Scan(&position)
	if err != nil {
		t.Fatal(err)
	}
	return position
}

func TestManyRelaysKeepTheOrderOfEachProcess(t *testing.T) {
	const processes, each, relays, partitions = 6, 40, 4, 3
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	db, _ := open(t)
	out, broker := postgres.NewOutbox(db, partitions), &recorder{}
	var running, writers sync.WaitGroup
	for range relays {
		relay := postgres.NewRelay(db, partitions, types(), broker)
		running.Go(func() { _ = relay.Run(ctx, 5*time.Millisecond) })
	}
	for p := range processes {
		writers.Go(func() {
			for n := range each {
				if err := publish(ctx, db, out, counted{fmt.Sprint("p", p), n}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	writers.Wait()
	waitFor(t, func() bool { broker.mu.Lock(); defer broker.mu.Unlock(); return len(broker.ids) >= processes*each })
	cancel()
	running.Wait()
	if len(broker.ids) != processes*each {
		t.Fatalf("%d published, %d saved: nobody crashed, so nothing may come twice", len(broker.ids), processes*each)
	}
	for p := range processes {
		prefix := fmt.Sprintf("counted/p%d/", p)
		n := 0
		for _, id := range broker.ids {
			if strings.HasPrefix(id, prefix) {
				if want := fmt.Sprint(prefix, n); id != want {
					t.Fatalf("%s came where %s was due", id, want)
				}
				n++
			}
		}
	}
}

func waitFor(t *testing.T, done func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if done() {
			return
		}
	}
	t.Fatal("not done in time")
}

func TestACrashAfterPublishingSendsAgain(t *testing.T) {
	db, _ := open(t)
	out := postgres.NewOutbox(db, 1)
	if err := publish(context.Background(), db, out, counted{"p", 1}); err != nil {
		t.Fatal(err)
	}
	broker := &recorder{}
	crashing, crash := context.WithCancel(context.Background())
	_, err := postgres.NewRelay(db, 1, types(), message.PublisherFunc(func(ctx context.Context, msg message.Message) error {
		defer crash() // out, but nobody will write it down
		return broker.Publish(ctx, msg)
	})).Once(crashing)
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if n, err := postgres.NewRelay(db, 1, types(), broker).Once(context.Background()); n != 1 || err != nil {
		t.Fatalf("published %d, %v", n, err)
	}
	if want := []string{"counted/p/1", "counted/p/1"}; !slices.Equal(broker.ids, want) {
		t.Fatalf("published %v, want %v", broker.ids, want)
	}
}

func TestAPoisonRowBecomesADeadLetter(t *testing.T) {
	ctx := context.Background()
	db, pool := open(t)
	codec, out := types(), postgres.NewOutbox(db, 1)
	tooLarge := errors.New("message too large")
	broker := &recorder{refuses: func(id string) error {
		if id == "counted/p/1" {
			return tooLarge
		}
		return nil
	}}
	if err := publish(ctx, db, out, counted{"p", 1}, counted{"p", 2}); err != nil {
		t.Fatal(err)
	}
	// A type this release does not know, as a newer one may have written it.
	_, err := pool.Exec(ctx, `INSERT INTO outbox (partition, message) VALUES (0, '{"id":"new","kind":"event","type":"Novel","body":{"a":1}}')`)
	if err != nil {
		t.Fatal(err)
	}
	relay := postgres.NewRelay(db, 1, codec, broker)
	for range 6 {
		if _, err := relay.Once(ctx); err != nil && !errors.Is(err, tooLarge) {
			t.Fatal(err)
		}
	}
	if !slices.Equal(broker.ids, []string{"counted/p/2"}) {
		t.Fatalf("published %v", broker.ids)
	}
	dead := postgres.NewDeadLetters(db, codec)
	letters, err := dead.List(ctx)
	if err != nil || len(letters) != 2 || letters[0].Message.ID != "counted/p/1" || letters[0].Attempts != 5 || letters[1].Message.ID != "new" {
		t.Fatalf("dead letters %+v, %v", letters, err)
	}
	broker.refuses = nil
	if n, err := deadletter.Replay(ctx, dead, broker); n != 2 || err != nil {
		t.Fatalf("replayed %d, %v", n, err)
	}
	if pruned, err := relay.Prune(ctx); pruned != 3 || err != nil {
		t.Fatalf("pruned %d, %v", pruned, err)
	}
}

func TestADuplicateWaitsForTheFirst(t *testing.T) {
	ctx := context.Background()
	db, _ := open(t)
	seen := postgres.NewInbox(db)
	var effects atomic.Int32
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			err := inbox.Once(ctx, db, seen, "payment/1", func(context.Context) error {
				effects.Add(1)
				time.Sleep(20 * time.Millisecond)
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if effects.Load() != 1 {
		t.Fatalf("%d effects", effects.Load())
	}
}

func TestAFailedEffectForgetsItsKey(t *testing.T) {
	ctx := context.Background()
	db, _ := open(t)
	seen, busy := postgres.NewInbox(db), errors.New("busy")
	if err := inbox.Once(ctx, db, seen, "k", func(context.Context) error { return busy }); !errors.Is(err, busy) {
		t.Fatalf("got %v", err)
	}
	done := false
	if err := inbox.Once(ctx, db, seen, "k", func(context.Context) error { done = true; return nil }); err != nil || !done {
		t.Fatalf("done %v, %v", done, err)
	}
	if _, err := seen.Accept(ctx, "k"); !errors.Is(err, transaction.ErrNone) {
		t.Fatalf("got %v", err)
	}
	if n, err := postgres.Forget(ctx, db, 0); n != 1 || err != nil {
		t.Fatalf("forgot %d, %v", n, err)
	}
}

func TestADeadlineWaitsForItsTime(t *testing.T) {
	ctx := context.Background()
	db, _ := open(t)
	out, broker := postgres.NewOutbox(db, 1), &recorder{}
	relay := postgres.NewRelay(db, 1, types(), broker)
	schedule := func(due time.Time, cmd command.Command) {
		t.Helper()
		err := db.Within(ctx, func(ctx context.Context) error { return outbox.Deadlines(out).Schedule(ctx, due, cmd) })
		if err != nil {
			t.Fatal(err)
		}
	}
	schedule(time.Now().Add(time.Hour), remind{"later"})
	schedule(time.Now().Add(-time.Second), remind{"now"})
	if n, err := relay.Once(ctx); n != 1 || err != nil {
		t.Fatalf("published %d, %v", n, err)
	}
	if n, err := relay.Once(ctx); n != 0 || err != nil {
		t.Fatalf("published %d more, %v", n, err)
	}
}
