package memsql

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// reader walks the tokens of one statement; the first mistake sticks.
type reader struct {
	tokens []string
	args   []driver.Value
	err    error
}

func newReader(text string, args []driver.Value) *reader {
	return &reader{tokens: tokens(text), args: args}
}

func tokens(text string) []string {
	var found []string
	for i := 0; i < len(text); {
		switch c := rune(text[i]); {
		case unicode.IsSpace(c):
			i++
		case c == '\'':
			end := i + 1 + strings.IndexByte(text[i+1:], '\'')
			found = append(found, text[i:end])
			i = end + 1
		case word(c):
			end := i
			for end < len(text) && word(rune(text[end])) {
				end++
			}
			found = append(found, text[i:end])
			i = end
		case strings.HasPrefix(text[i:], "<>"), strings.HasPrefix(text[i:], "<="), strings.HasPrefix(text[i:], ">="):
			found = append(found, text[i:i+2])
			i += 2
		default:
			found = append(found, text[i:i+1])
			i++
		}
	}
	return found
}

func word(c rune) bool {
	return c == '_' || c == '$' || unicode.IsLetter(c) || unicode.IsDigit(c)
}

func (r *reader) peek(want string) bool {
	return len(r.tokens) > 0 && strings.EqualFold(r.tokens[0], want)
}

// accept consumes the words of a phrase when they come next.
func (r *reader) accept(phrase string) bool {
	words := strings.Fields(phrase)
	for i, want := range words {
		if i >= len(r.tokens) || !strings.EqualFold(r.tokens[i], want) {
			return false
		}
	}
	r.tokens = r.tokens[len(words):]
	return true
}

func (r *reader) expect(phrase string) {
	if !r.accept(phrase) && r.err == nil {
		r.err = fmt.Errorf("memsql: wanted %q before %q", phrase, strings.Join(r.tokens, " "))
	}
}

func (r *reader) next() string {
	if len(r.tokens) == 0 {
		if r.err == nil {
			r.err = fmt.Errorf("memsql: the statement ends too early")
		}
		return ""
	}
	token := r.tokens[0]
	r.tokens = r.tokens[1:]
	return token
}

// list reads a parenthesised, comma-separated list of single tokens.
func (r *reader) list() []string {
	var found []string
	r.expect("(")
	for r.err == nil {
		found = append(found, r.next())
		if !r.accept(",") {
			break
		}
	}
	r.expect(")")
	return found
}

// value reads a parameter, a literal or a column of the row, each optionally followed by + or - another.
func (r *reader) value(current row) driver.Value {
	left := r.operand(r.next(), current)
	for r.err == nil && (r.peek("+") || r.peek("-")) {
		sign := r.next()
		right := r.operand(r.next(), current)
		if left == nil || right == nil {
			return nil
		}
		a, okA := left.(int64)
		b, okB := right.(int64)
		if !okA || !okB {
			r.err = fmt.Errorf("memsql: %v %s %v: not integers", left, sign, right)
			return nil
		}
		if sign == "-" {
			b = -b
		}
		left = a + b
	}
	return left
}

func (r *reader) operand(token string, current row) driver.Value {
	switch {
	case strings.HasPrefix(token, "'"):
		return token[1:]
	case strings.HasPrefix(token, "$"):
		n, err := strconv.Atoi(token[1:])
		if err != nil || n < 1 || n > len(r.args) {
			r.err = fmt.Errorf("memsql: no argument for %s", token)
			return nil
		}
		return r.args[n-1]
	case strings.EqualFold(token, "NULL"):
		return nil
	case strings.EqualFold(token, "TRUE"), strings.EqualFold(token, "FALSE"):
		return strings.EqualFold(token, "TRUE")
	}
	if n, err := strconv.ParseInt(token, 10, 64); err == nil {
		return n
	}
	held, ok := current[strings.ToLower(token)]
	if !ok && r.err == nil {
		r.err = fmt.Errorf("memsql: no column %q", token)
	}
	return held
}
