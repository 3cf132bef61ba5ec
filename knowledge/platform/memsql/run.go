package memsql

import (
	"cmp"
	"database/sql/driver"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

type row map[string]driver.Value

type table struct {
	columns  []string
	keys     [][]string
	defaults row
	serial   string
	last     int64
	rows     []row
}

type tables map[string]*table

func (t tables) clone() tables {
	copied := tables{}
	for name, one := range t {
		fresh := *one
		fresh.rows = make([]row, len(one.rows))
		for i, each := range one.rows {
			fresh.rows[i] = maps.Clone(each)
		}
		copied[name] = &fresh
	}
	return copied
}

type result struct {
	columns  []string
	values   [][]driver.Value
	affected int64
	changed  bool
}

// run applies one statement to the tables and returns what it selected or how many rows it touched.
func run(all tables, text string, args []driver.Value) (result, error) {
	r := newReader(text, args)
	switch {
	case r.accept("CREATE TABLE"):
		return create(all, r)
	case r.accept("INSERT INTO"):
		return insert(all.of(r), r)
	case r.accept("UPDATE"):
		return update(all.of(r), r)
	case r.accept("DELETE FROM"):
		return remove(all.of(r), r)
	case r.accept("SELECT"):
		return choose(all, r)
	}
	return result{}, fmt.Errorf("memsql: not understood: %s", text)
}

func (t tables) of(r *reader) *table {
	name := strings.ToLower(r.next())
	found, ok := t[name]
	if !ok {
		r.err = fmt.Errorf("memsql: no table %q", name)
		return &table{}
	}
	return found
}

func create(all tables, r *reader) (result, error) {
	name := strings.ToLower(r.next())
	made := &table{defaults: row{}}
	r.expect("(")
	for r.err == nil {
		if r.accept("PRIMARY KEY") || r.accept("UNIQUE") {
			made.keys = append(made.keys, r.list())
		} else {
			made.column(r)
		}
		if !r.accept(",") {
			break
		}
	}
	r.expect(")")
	all[name] = made
	return result{}, r.err
}

func (t *table) column(r *reader) {
	name := strings.ToLower(r.next())
	t.columns = append(t.columns, name)
	t.defaults[name] = nil
	if strings.EqualFold(r.next(), "BIGSERIAL") {
		t.serial = name
	}
	for r.err == nil && !r.peek(",") && !r.peek(")") {
		switch {
		case r.accept("PRIMARY KEY"), r.accept("UNIQUE"):
			t.keys = append(t.keys, []string{name})
		case r.accept("DEFAULT"):
			t.defaults[name] = r.value(nil)
		default:
			r.expect("NOT NULL")
		}
	}
}

func insert(into *table, r *reader) (result, error) {
	columns := r.list()
	r.expect("VALUES")
	r.expect("(")
	fresh := maps.Clone(into.defaults)
	for i, column := range columns {
		if i > 0 {
			r.expect(",")
		}
		fresh[strings.ToLower(column)] = r.value(nil)
	}
	r.expect(")")
	ignore := r.accept("ON CONFLICT")
	if ignore {
		if r.peek("(") {
			r.list()
		}
		r.expect("DO NOTHING")
	}
	if r.err != nil {
		return result{}, r.err
	}
	if into.serial != "" {
		into.last++
		fresh[into.serial] = into.last
	}
	if into.taken(fresh, nil) {
		if ignore {
			return result{}, nil
		}
		return result{}, ErrUnique
	}
	into.rows = append(into.rows, fresh)
	return result{affected: 1, changed: true}, nil
}

// taken tells whether a row other than self holds one of the keys of candidate.
func (t *table) taken(candidate, self row) bool {
	for _, key := range t.keys {
		for i, other := range t.rows {
			if self != nil && same(t.rows[i], self) {
				continue
			}
			if !slices.ContainsFunc(key, func(column string) bool { return candidate[column] != other[column] }) {
				return true
			}
		}
	}
	return false
}

func same(a, b row) bool { return fmt.Sprintf("%p", a) == fmt.Sprintf("%p", b) }

func update(in *table, r *reader) (result, error) {
	r.expect("SET")
	start := r.tokens
	r.assign(in.defaults)
	done := result{}
	for _, each := range in.rows {
		r.tokens = start
		changed, matches := r.assign(each)
		if !matches || r.err != nil {
			continue
		}
		candidate := maps.Clone(each)
		maps.Copy(candidate, changed)
		if in.taken(candidate, each) {
			return result{}, ErrUnique
		}
		maps.Copy(each, changed)
		done.affected++
	}
	done.changed = done.affected > 0
	return done, r.err
}

// assign reads the assignments and the condition, and returns the new values and whether they are meant for this row.
func (r *reader) assign(current row) (row, bool) {
	changed := row{}
	for r.err == nil {
		column := strings.ToLower(r.next())
		r.expect("=")
		changed[column] = r.value(current)
		if !r.accept(",") {
			break
		}
	}
	return changed, r.where(current)
}

func remove(from *table, r *reader) (result, error) {
	condition := r.tokens
	r.where(from.defaults)
	before := len(from.rows)
	from.rows = slices.DeleteFunc(from.rows, func(each row) bool {
		r.tokens = condition
		return r.where(each)
	})
	affected := int64(before - len(from.rows))
	return result{affected: affected, changed: affected > 0}, r.err
}

func choose(all tables, r *reader) (result, error) {
	columns := []string{r.next()}
	counting := strings.EqualFold(columns[0], "count")
	if counting {
		r.list()
	}
	for r.accept(",") {
		columns = append(columns, r.next())
	}
	r.expect("FROM")
	from := all.of(r)
	condition := r.tokens
	r.where(from.defaults)
	rest := r.tokens
	var matching []row
	for _, each := range from.rows {
		r.tokens = condition
		if r.where(each) {
			matching = append(matching, each)
		}
	}
	r.tokens = rest
	matching = r.arrange(matching)
	if counting {
		return result{columns: columns, values: [][]driver.Value{{int64(len(matching))}}}, r.err
	}
	got := result{columns: columns}
	for _, each := range matching {
		var values []driver.Value
		for _, column := range columns {
			values = append(values, r.operand(column, each))
		}
		got.values = append(got.values, values)
	}
	return got, r.err
}

// arrange reads and applies ORDER BY, LIMIT and the locking clause, which needs no work here.
func (r *reader) arrange(matching []row) []row {
	if r.accept("ORDER BY") {
		column := strings.ToLower(r.next())
		slices.SortStableFunc(matching, func(a, b row) int { return compare(a[column], b[column]) })
	}
	if r.accept("LIMIT") {
		if limit, err := strconv.Atoi(r.next()); err == nil && limit < len(matching) {
			matching = matching[:limit]
		}
	}
	if r.accept("FOR UPDATE") {
		r.accept("SKIP LOCKED")
	}
	if len(r.tokens) > 0 && r.err == nil {
		r.err = fmt.Errorf("memsql: not understood: %s", strings.Join(r.tokens, " "))
	}
	return matching
}

// where reads the condition, if there is one, and tells whether the row meets all of it.
func (r *reader) where(current row) bool {
	if !r.accept("WHERE") {
		return true
	}
	met := r.condition(current)
	for r.accept("AND") {
		met = r.condition(current) && met
	}
	return met
}

func (r *reader) condition(current row) bool {
	left := r.operand(r.next(), current)
	switch {
	case r.accept("IS NULL"):
		return left == nil
	case r.accept("IS NOT NULL"):
		return left != nil
	case r.accept("IN"):
		return slices.ContainsFunc(r.list(), func(token string) bool { return r.operand(token, current) == left })
	}
	operator := r.next()
	right := r.value(current)
	if left == nil || right == nil {
		return false
	}
	order := compare(left, right)
	switch operator {
	case "=":
		return order == 0
	case "<>":
		return order != 0
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	case ">=":
		return order >= 0
	}
	r.err = fmt.Errorf("memsql: no operator %q", operator)
	return false
}

func compare(a, b driver.Value) int {
	switch a := a.(type) {
	case int64:
		if b, ok := b.(int64); ok {
			return cmp.Compare(a, b)
		}
	case time.Time:
		if b, ok := b.(time.Time); ok {
			return a.Compare(b)
		}
	}
	return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b))
}
