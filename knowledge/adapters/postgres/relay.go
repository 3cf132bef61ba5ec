package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"example.com/eda/adapters/codec"
	"example.com/eda/platform/deadletter"
	"example.com/eda/platform/message"
)

const (
	batchSize = 100
	attempts  = 5
	// lockClass tells the advisory locks of relays from those of others in the same database.
	lockClass = 0x0e0a
)

// NewRelay returns a relay of the outbox of db. Any number may run, in any number of processes: a partition is served by one
// at a time. A message that failed five times becomes a dead letter.
func NewRelay(db *Database, partitions int, codec *codec.Codec, publisher message.Publisher) *Relay {
	return &Relay{db: db, partitions: partitions, codec: codec, publisher: publisher}
}

// Relay publishes what the outbox holds: at least once, in the order of each partition.
type Relay struct {
	db         *Database
	partitions int
	codec      *codec.Codec
	publisher  message.Publisher
}

// entry is a message at its place: (transaction, position), because the number alone is given before the commit.
type entry struct {
	transactionID uint64
	position      int64
	sealed        []byte
}

// Run relays until ctx ends, looking again after every interval. Trouble is tried again, not returned.
func (r *Relay) Run(ctx context.Context, interval time.Duration) error {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		_, _ = r.Once(ctx) // what could not be published waits for the next turn
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
		}
	}
}

// Once relays what waits in every partition that no other relay serves at the moment, and returns how many messages got out.
func (r *Relay) Once(ctx context.Context) (int, error) {
	if err := r.wake(ctx); err != nil {
		return 0, err
	}
	published := 0
	var failures []error
	for partition := range r.partitions {
		n, err := r.serve(ctx, partition)
		published += n
		failures = append(failures, err)
	}
	return published, errors.Join(failures...)
}

// wake moves deadlines whose time has come into the outbox.
func (r *Relay) wake(ctx context.Context) error {
	_, err := r.db.pool.Exec(ctx, `
		WITH due AS (DELETE FROM deadlines WHERE due <= now() RETURNING partition, message)
		INSERT INTO outbox (partition, message) SELECT partition, message FROM due`)
	if err != nil {
		return fmt.Errorf("wake deadlines: %w", err)
	}
	return nil
}

// serve holds a lock of the session, not of a transaction: a transaction that is open while a broker is slow would hold up
// every reader of this database. The lock goes with the connection if the process dies.
func (r *Relay) serve(ctx context.Context, partition int) (published int, err error) {
	conn, err := r.db.pool.Acquire(ctx)
	if err != nil {
		return 0, fmt.Errorf("acquire connection: %w", err)
	}
	defer conn.Release()
	var mine bool
	if err := conn.QueryRow(ctx, `SELECT pg_try_advisory_lock($1, $2)`, lockClass, partition).Scan(&mine); err != nil || !mine {
		return 0, err
	}
	defer r.unlock(ctx, conn, partition)
	for {
		entries, err := r.batch(ctx, conn, partition)
		if err != nil || len(entries) == 0 {
			return published, err
		}
		for _, e := range entries {
			if err := r.publish(ctx, conn, partition, e); err != nil {
				return published, err
			}
			published++
		}
	}
}

func (r *Relay) unlock(ctx context.Context, conn *pgxpool.Conn, partition int) {
	_, err := conn.Exec(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1, $2)`, lockClass, partition)
	if err != nil {
		_ = conn.Conn().Close(context.WithoutCancel(ctx)) // the server frees what a session held
	}
}

// batch reads what comes after the cursor, short of transactions that still run: they may have lower numbers.
func (r *Relay) batch(ctx context.Context, conn *pgxpool.Conn, partition int) ([]entry, error) {
	_, err := conn.Exec(ctx, `INSERT INTO outbox_cursors (partition) VALUES ($1) ON CONFLICT DO NOTHING`, partition)
	if err != nil {
		return nil, fmt.Errorf("create cursor: %w", err)
	}
	rows, err := conn.Query(ctx, `
		SELECT o.transaction_id, o.position, o.message
		  FROM outbox o JOIN outbox_cursors c USING (partition)
		 WHERE o.partition = $1
		   AND (o.transaction_id, o.position) > (c.transaction_id, c.position)
		   AND o.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
		 ORDER BY o.transaction_id, o.position LIMIT $2`, partition, batchSize)
	if err != nil {
		return nil, fmt.Errorf("read outbox: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (e entry, err error) {
		err = row.Scan(&e.transactionID, &e.position, &e.sealed)
		return e, err
	})
}

// publish moves the cursor after the message is out: a crash in between publishes again, the other order would lose it.
func (r *Relay) publish(ctx context.Context, conn *pgxpool.Conn, partition int, e entry) error {
	msg, err := r.codec.Open(e.sealed)
	if err == nil {
		err = r.publisher.Publish(ctx, msg)
	}
	if err != nil {
		return r.failed(ctx, conn, partition, e, msg, err)
	}
	return advance(ctx, conn, partition, e)
}

func (r *Relay) failed(ctx context.Context, conn *pgxpool.Conn, partition int, e entry, msg message.Message, cause error) error {
	var failures int
	err := conn.QueryRow(ctx, `UPDATE outbox_cursors SET failures = failures + 1 WHERE partition = $1 RETURNING failures`,
		partition).Scan(&failures)
	if err != nil {
		return errors.Join(cause, fmt.Errorf("count failure: %w", err))
	}
	if failures < attempts && !errors.Is(cause, codec.ErrUnknown) {
		return fmt.Errorf("publish %s: %w", msg.ID, cause)
	}
	letter := deadletter.Letter{Message: msg, Consumer: "relay", Attempts: failures, Reason: cause.Error()}
	return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		if err := putLetter(ctx, tx, letter, e.sealed); err != nil {
			return err
		}
		return advance(ctx, tx, partition, e)
	})
}

// advance moves the cursor on, never back: a relay that was thought dead and wakes up late cannot undo the work of others.
func advance(ctx context.Context, q querier, partition int, e entry) error {
	_, err := q.Exec(ctx, `
		UPDATE outbox_cursors SET transaction_id = $2::xid8, position = $3, failures = 0
		 WHERE partition = $1 AND (transaction_id, position) < ($2::xid8, $3)`, partition, e.transactionID, e.position)
	if err != nil {
		return fmt.Errorf("move cursor: %w", err)
	}
	return nil
}

// Prune deletes what every relay has passed, and returns how many messages that was.
func (r *Relay) Prune(ctx context.Context) (int64, error) {
	tag, err := r.db.pool.Exec(ctx, `
		DELETE FROM outbox o USING outbox_cursors c
		 WHERE o.partition = c.partition AND (o.transaction_id, o.position) <= (c.transaction_id, c.position)`)
	if err != nil {
		return 0, fmt.Errorf("prune outbox: %w", err)
	}
	return tag.RowsAffected(), nil
}
