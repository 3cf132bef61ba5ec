// Package adapters holds what stands behind the platform's interfaces in production. It is a module of its own, so that the
// platform needs nothing but the standard library.
//
//	codec      JSON to and from the business's types, by their name
//	postgres   event.Stream, outbox.Writer with a relay of its own, inbox.Store, deadletter.Queue, transaction.Scope (pgx)
//	jetstream  command.Bus, event.Bus, event.Stream on NATS JetStream
//	kurrent    event.Stream on KurrentDB, which was called EventStoreDB
//
// The tests run postgres against a real server, which they install (Debian's package) and start themselves where there is
// none, and jetstream against a NATS server inside the test. The kurrent adapter is compiled and vetted but NOT run: no
// KurrentDB server can be had from a package registry.
package adapters
