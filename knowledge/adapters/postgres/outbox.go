package postgres

import (
	"context"
	"fmt"
	"hash/fnv"

	"example.com/eda/adapters/codec"
	"example.com/eda/platform/message"
	"example.com/eda/platform/outbox"
)

// NewOutbox returns the writing side of the outbox. Messages of one process, that is of one correlation, share a partition and
// keep their order; partitions are relayed independently. The number of partitions must not change while messages wait.
func NewOutbox(db *Database, partitions int) outbox.Writer { return &writer{db, partitions} }

type writer struct {
	db         *Database
	partitions int
}

var _ outbox.Writer = (*writer)(nil)

// Save puts a message that is due later with the deadlines; the relay moves it over when its time has come.
func (w *writer) Save(ctx context.Context, messages ...message.Message) error {
	tx, err := w.db.Tx(ctx)
	if err != nil {
		return err
	}
	for _, msg := range messages {
		sealed, err := codec.Seal(msg)
		if err != nil {
			return err
		}
		partition := partitionOf(msg.CorrelationID, w.partitions)
		if msg.Due.IsZero() {
			_, err = tx.Exec(ctx, `INSERT INTO outbox (partition, message) VALUES ($1, $2)`, partition, sealed)
		} else {
			_, err = tx.Exec(ctx, `INSERT INTO deadlines (due, partition, message) VALUES ($1, $2, $3)`, msg.Due, partition, sealed)
		}
		if err != nil {
			return fmt.Errorf("save %s: %w", msg.ID, err)
		}
	}
	return nil
}

func partitionOf(correlationID string, partitions int) int {
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(correlationID)) // a hash never fails
	return int(hash.Sum32() % uint32(partitions))
}
