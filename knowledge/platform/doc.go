// Package platform is the ground every pattern, anti-pattern and example of this
// knowledge stands on: small interfaces named after the domain, each with an
// in-memory implementation, a fake that records, and a broken one that always fails.
//
//	command      Command, Bus, Handler, Registrar     command/bus   NewInMemory NewFake NewBroken
//	event        Event, Bus, Handler, Stream          event/bus     NewInMemory NewFake NewBroken
//	                                                  event/stream  NewInMemory NewFake NewBroken
//	store        AggregateStore over an event.Stream
//	outbox       Store, Relay; Commands and Events are buses that write into the open transaction
//	inbox        Store, Once: handle a message at most once, in the transaction of its effect
//	retry        Policy; Permanent marks what no repetition can cure
//	deadletter   Queue with reason and replay
//	deadline     Scheduler: a command to oneself, which may come late but cannot be revoked
//	message      what travels: id, correlation, causation
//	transaction  Scope: one local transaction, carried by the context
//	memory       Database and Table: transactional storage for tests
//	faults       World and Search: run a process under every crash, duplicate, reorder, refusal, early deadline
//	memsql       a transactional database/sql database in memory, for code that is written in SQL
//	sqloutbox    the smallest outbox over database/sql
//	crash        end the process at a chosen moment of a test
//
// A participant is wired like this; nothing it does can be half done:
//
//	db := memory.New()
//	out := outbox.NewInMemory(db)
//	in := inbox.NewInMemory(db)
//	events := outbox.Events(out) // an event.Publisher
//	command.On(bus, func(ctx context.Context, cmd RequestPayment) error {
//		return inbox.Once(ctx, db, in, "payment/"+cmd.OrderID, func(ctx context.Context) error {
//			// change state, then
//			return events.Publish(ctx, PaymentCompleted{OrderID: cmd.OrderID})
//		})
//	})
//	relay := outbox.NewRelay(out, outbox.To(commandBus, eventBus), deadLetters)
//	go relay.Run(ctx, time.Second)
//
// And proven like this: Search runs the scenario again for every fault at every point.
//
//	failure := faults.Search(faults.Limits{Faults: 2}, func(w *faults.World) faults.Check {
//		db := w.Database("payments")             // survives crashes
//		w.Boot(func() { … subscribe, w.Relay(out) }) // runs again after each crash: what lives in memory is lost
//		_ = w.Send(context.Background(), PlaceOrder{OrderID: "o1"})
//		return func() error { … }                // what must hold once nothing is left to deliver
//	})
//	if failure != nil { t.Fatal(failure) }       // the shortest story that goes wrong
package platform
