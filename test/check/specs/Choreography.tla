---- MODULE Choreography ----
\* The order choreography, written by hand from its description and not from our lowering.
\* Three services, each with an inbox; an event that was handled may be delivered again any number of times.
EXTENDS Integers
CONSTANT Outbox

VARIABLES net, state, handled
vars == <<net, state, handled>>

Init ==
  /\ net = {"OrderRequested"}
  /\ state = [s \in {"order", "payment", "stock"} |-> "none"]
  /\ handled = {}

Fresh(e) == e \in net /\ \A h \in handled : h[1] # e

\* One commit; then the answer is sent and the event acknowledged, unless the service crashes in between.
Commit(e, s, next, answer, how) ==
  /\ Fresh(e)
  /\ state' = [state EXCEPT ![s] = next]
  /\ handled' = handled \union {<<e, how>>}
  /\ \/ net' = (net \ {e}) \union {answer}
     \/ net' = net \union {answer}
     \/ ~Outbox /\ net' = net

Do(e, s, answer) == Commit(e, s, "done", answer, "done")
Refuse(e, s, answer) == Commit(e, s, state[s], answer, "refused")
Undo(e, s, answer) ==
  IF state[s] = "none"
  THEN Commit(e, s, "none", answer, "nothing")
  ELSE Commit(e, s, "undone", answer, "undone")

Swallow(e) ==
  /\ e \in net
  /\ \E h \in handled : h[1] = e
  /\ net' = net \ {e}
  /\ UNCHANGED <<state, handled>>

Next ==
  \/ Do("OrderRequested", "order", "OrderPlaced")
  \/ Do("OrderPlaced", "payment", "PaymentTaken")
  \/ Refuse("OrderPlaced", "payment", "PaymentDeclined")
  \/ Do("PaymentTaken", "stock", "StockReserved")
  \/ Refuse("PaymentTaken", "stock", "StockRejected")
  \/ Undo("StockRejected", "payment", "PaymentRefunded")
  \/ Undo("PaymentRefunded", "order", "OrderCancelled")
  \/ Undo("PaymentDeclined", "order", "OrderCancelled")
  \/ \E e \in net : Swallow(e)

Spec == Init /\ [][Next]_vars
====
