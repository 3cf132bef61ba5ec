---- MODULE TwoSteps ----
\* Order, then payment; a declined payment cancels the order. Written by hand. Services answer a duplicate as the first time.
EXTENDS Integers

VARIABLES net, status, order, payment, memory, inEffect
vars == <<net, status, order, payment, memory, inEffect>>

Init ==
  /\ net = {"Requested"}
  /\ status = "new"
  /\ order = "idle"
  /\ payment = "idle"
  /\ memory = {}
  /\ inEffect = "nothing"

Receive(m, sent) == m \in net /\ (net' = (net \ {m}) \union sent \/ net' = net \union sent)
Drop(m) == m \in net /\ net' = net \ {m}
Services == UNCHANGED <<memory, inEffect>>
Coordinator == UNCHANGED <<status, order, payment>>

Start == status = "new" /\ Receive("Requested", {"PlaceOrder"}) /\ status' = "running" /\ order' = "waiting" /\ UNCHANGED payment /\ Services
Placed == order = "waiting" /\ Receive("OrderPlaced", {"TakePayment"}) /\ order' = "done" /\ payment' = "waiting" /\ UNCHANGED status /\ Services
Rejected == order = "waiting" /\ Receive("OrderRejected", {"Cancelled"}) /\ order' = "refused" /\ status' = "cancelled" /\ UNCHANGED payment /\ Services
Taken == payment = "waiting" /\ Receive("PaymentTaken", {"Completed"}) /\ payment' = "done" /\ status' = "completed" /\ UNCHANGED order /\ Services
Declined == payment = "waiting" /\ Receive("PaymentDeclined", {"CancelOrder"}) /\ payment' = "refused" /\ order' = "undoing" /\ status' = "undoing" /\ Services
Undone == order = "undoing" /\ Receive("OrderCancelled", {"Cancelled"}) /\ order' = "undone" /\ status' = "cancelled" /\ UNCHANGED payment /\ Services

OldNews ==
  /\ \/ status # "new" /\ Drop("Requested")
     \/ order # "waiting" /\ (Drop("OrderPlaced") \/ Drop("OrderRejected"))
     \/ payment # "waiting" /\ (Drop("PaymentTaken") \/ Drop("PaymentDeclined"))
     \/ order # "undoing" /\ Drop("OrderCancelled")
  /\ Coordinator /\ Services

\* First time: decide, remember the answer, send it. Later: send it again.
First(m, answer, effect) ==
  /\ \A known \in memory : known[1] # m
  /\ Receive(m, {answer})
  /\ memory' = memory \union {<<m, answer>>}
  /\ inEffect' = effect
  /\ Coordinator

Again == \E known \in memory : Receive(known[1], {known[2]}) /\ Coordinator /\ Services

Next ==
  \/ Start \/ Placed \/ Rejected \/ Taken \/ Declined \/ Undone \/ OldNews \/ Again
  \/ First("PlaceOrder", "OrderPlaced", "order")
  \/ First("PlaceOrder", "OrderRejected", inEffect)
  \/ First("TakePayment", "PaymentTaken", "both")
  \/ First("TakePayment", "PaymentDeclined", inEffect)
  \/ First("CancelOrder", "OrderCancelled", "nothing again")

Spec == Init /\ [][Next]_vars
====
