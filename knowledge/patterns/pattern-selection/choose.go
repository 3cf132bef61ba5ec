// Package patternselection asks four questions in a fixed order.
package patternselection

// Facts are what is known of one process. The zero value is independent reactions over several services.
type Facts struct {
	OneTransaction  bool // all writes can be in one local transaction
	AlwaysTrue      bool // an invariant may not be broken even for a moment
	WaitsForSeveral bool // joins, counts or collects messages
	WaitsForPeople  bool
	WaitsWithTime   bool // deadlines with reactions of their own: remind, escalate, fall back
	UsesHistory     bool // the next step depends on more than the last event
	MustUndo        bool // an earlier step is taken back when a later one is refused
}

// Choice is an answer with its reason: a choice without one cannot be challenged.
type Choice struct{ Pattern, Because string }

// Choose stops at the first question that decides. The order of the questions is the method.
func Choose(f Facts) Choice {
	switch {
	case f.OneTransaction:
		return Choice{"local transaction", "all writes fit in one local transaction"}
	case f.AlwaysTrue:
		return Choice{"local transaction", "the invariant allows no moment in between: move the parts together"}
	case f.WaitsForPeople:
		return Choice{"process manager", "a person takes part, so something must remember"}
	case f.WaitsForSeveral:
		return Choice{"process manager", "several messages are joined, so something must remember"}
	case f.WaitsWithTime:
		return Choice{"process manager", "deadlines have reactions of their own"}
	case f.UsesHistory:
		return Choice{"process manager", "the last event alone does not tell the next step"}
	case f.MustUndo:
		return Choice{"saga", "earlier steps must be undone, and the last event tells the next step"}
	}
	return Choice{"choreography", "nothing waits and nothing must be undone: each receiver answers for itself"}
}
