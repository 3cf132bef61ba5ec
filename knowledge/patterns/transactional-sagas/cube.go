// Package transactionalsagas names the eight corners of communication, consistency and coordination.
package transactionalsagas

// Corner is three choices.
type Corner struct{ Async, Eventual, Choreographed bool }

// Verdict is what to think of a corner, and the better one that is one choice away; a good corner points to itself.
type Verdict struct {
	Name, Advice string
	Good         bool
	Better       Corner
}

// Judge looks a corner up.
func Judge(c Corner) Verdict { return cube[c] }

var (
	parallel  = Corner{Async: true, Eventual: true}
	anthology = Corner{Async: true, Eventual: true, Choreographed: true}
	fairyTale = Corner{Eventual: true}
)

var cube = map[Corner]Verdict{
	{}:                                    {Name: "Epic", Advice: "a transaction in disguise: commit each step by itself", Better: fairyTale},
	{Choreographed: true}:                 {Name: "Phone Tag", Advice: "atomic without a coordinator: commit each step by itself", Better: Corner{Eventual: true, Choreographed: true}},
	fairyTale:                             {Name: "Fairy Tale", Advice: "an honest beginning; go asynchronous when steps wait", Good: true, Better: fairyTale},
	{Eventual: true, Choreographed: true}: {Name: "Time Travel", Advice: "a chain of calls: let it flow as events", Better: anthology},
	{Async: true}:                         {Name: "Fantasy Fiction", Advice: "asynchrony does not save atomicity: give it up", Better: parallel},
	{Async: true, Choreographed: true}:    {Name: "Horror Story", Advice: "everybody undoes everybody, in any order: give up atomicity", Better: anthology},
	parallel:                              {Name: "Parallel", Advice: "saga or process manager", Good: true, Better: parallel},
	anthology:                             {Name: "Anthology", Advice: "choreography", Good: true, Better: anthology},
}
