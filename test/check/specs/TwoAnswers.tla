---- MODULE TwoAnswers ----
\* A coordinator that asks two services at once and counts their answers one after the other, written by hand.
EXTENDS Integers

VARIABLES net, knows, done, status
vars == <<net, knows, done, status>>

Sides == {"left", "right"}
Ask(s) == <<"ask", s>>
Answer(s) == <<"answer", s>>

Init ==
  /\ net = {<<"start">>}
  /\ knows = [s \in Sides |-> "nothing"]
  /\ done = {}
  /\ status = "new"

\* What is received may stay: it is delivered again.
Receive(m, sent) == m \in net /\ (net' = (net \ {m}) \union sent \/ net' = net \union sent)
Drop(m) == m \in net /\ net' = net \ {m}

Start ==
  /\ status = "new"
  /\ Receive(<<"start">>, {Ask(s) : s \in Sides})
  /\ status' = "running"
  /\ knows' = [s \in Sides |-> "asked"]
  /\ UNCHANGED done

StartAgain == status # "new" /\ Drop(<<"start">>) /\ UNCHANGED <<knows, done, status>>

\* The service acts once and answers every time.
Act(s) == Receive(Ask(s), {Answer(s)}) /\ done' = done \union {s} /\ UNCHANGED <<knows, status>>

Count(s) ==
  LET last == \A other \in Sides \ {s} : knows[other] = "done" IN
  /\ knows[s] = "asked"
  /\ Receive(Answer(s), IF last THEN {<<"completed">>} ELSE {})
  /\ knows' = [knows EXCEPT ![s] = "done"]
  /\ status' = IF last THEN "completed" ELSE status
  /\ UNCHANGED done

CountAgain(s) == knows[s] = "done" /\ Drop(Answer(s)) /\ UNCHANGED <<knows, done, status>>

Next == Start \/ StartAgain \/ \E s \in Sides : Act(s) \/ Count(s) \/ CountAgain(s)

Spec == Init /\ [][Next]_vars
====
