// Package memsql is a transactional in-memory database behind database/sql, for tests that must kill a process between
// two statements and look at what is left. It understands the small SQL that the code in this knowledge base uses:
// CREATE TABLE, INSERT … ON CONFLICT DO NOTHING, UPDATE, DELETE, SELECT with AND-ed conditions, ORDER BY and LIMIT.
// A transaction works on a snapshot and is replayed on commit, so unique keys and conditions are checked where the
// other transactions have already been applied.
package memsql

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"strings"
	"sync"
)

// ErrUnique reports that a row with the same primary or unique key exists.
var ErrUnique = errors.New("memsql: duplicate key violates unique constraint")

// Database is the shared state behind any number of connections.
type Database struct {
	mu     sync.Mutex
	tables tables
	faults []fault
}

type fault struct {
	statement string
	err       error
}

// Open creates a database with the tables of schema and returns it with a handle that code under test uses.
// It panics when the schema is not understood: that is a mistake in the test.
func Open(schema string) (*Database, *sql.DB) {
	database := &Database{tables: tables{}}
	for _, text := range strings.Split(schema, ";") {
		if strings.TrimSpace(text) == "" {
			continue
		}
		if _, err := run(database.tables, text, nil); err != nil {
			panic(err)
		}
	}
	return database, sql.OpenDB(connector{database})
}

// Fail makes the next statement that begins with prefix ("COMMIT", "UPDATE orders", …) fail with err and change nothing.
func (d *Database) Fail(prefix string, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.faults = append(d.faults, fault{statement: prefix, err: err})
}

func (d *Database) fault(text string) error {
	text = strings.Join(strings.Fields(text), " ")
	for i, next := range d.faults {
		if strings.HasPrefix(text, next.statement) {
			d.faults = append(d.faults[:i], d.faults[i+1:]...)
			return next.err
		}
	}
	return nil
}

type connector struct{ database *Database }

func (c connector) Connect(context.Context) (driver.Conn, error) {
	return &connection{database: c.database}, nil
}

func (c connector) Driver() driver.Driver { return nil }

type connection struct {
	database *Database
	tx       *transaction
}

func (c *connection) Prepare(query string) (driver.Stmt, error) {
	return statement{connection: c, text: query}, nil
}

func (c *connection) Close() error { return nil }

func (c *connection) Begin() (driver.Tx, error) {
	c.database.mu.Lock()
	defer c.database.mu.Unlock()
	c.tx = &transaction{connection: c, snapshot: c.database.tables.clone()}
	return c.tx, nil
}

func (c *connection) run(text string, args []driver.Value) (result, error) {
	c.database.mu.Lock()
	defer c.database.mu.Unlock()
	if err := c.database.fault(text); err != nil {
		return result{}, err
	}
	if c.tx == nil {
		return run(c.database.tables, text, args)
	}
	got, err := run(c.tx.snapshot, text, args)
	if err == nil && got.changed {
		c.tx.log = append(c.tx.log, change{text: text, args: args})
	}
	return got, err
}

type change struct {
	text string
	args []driver.Value
}

type transaction struct {
	connection *connection
	snapshot   tables
	log        []change
}

func (t *transaction) Commit() error {
	database := t.connection.database
	database.mu.Lock()
	defer database.mu.Unlock()
	t.connection.tx = nil
	if err := database.fault("COMMIT"); err != nil {
		return err
	}
	next := database.tables.clone()
	for _, change := range t.log {
		if _, err := run(next, change.text, change.args); err != nil {
			return err
		}
	}
	database.tables = next
	return nil
}

func (t *transaction) Rollback() error {
	t.connection.tx = nil
	return nil
}

type statement struct {
	connection *connection
	text       string
}

func (s statement) Close() error  { return nil }
func (s statement) NumInput() int { return -1 }

func (s statement) Exec(args []driver.Value) (driver.Result, error) {
	got, err := s.connection.run(s.text, args)
	return driver.RowsAffected(got.affected), err
}

func (s statement) Query(args []driver.Value) (driver.Rows, error) {
	got, err := s.connection.run(s.text, args)
	return &rows{result: got}, err
}

type rows struct {
	result
	next int
}

func (r *rows) Columns() []string { return r.columns }
func (r *rows) Close() error      { return nil }

func (r *rows) Next(into []driver.Value) error {
	if r.next == len(r.values) {
		return io.EOF
	}
	copy(into, r.values[r.next])
	r.next++
	return nil
}
