import type { Database, Transaction } from './database.ts';
import type { Body } from './message.ts';

/** Keeps events for ever, in order, per stream name. */
export type Stream<Tx, E extends Body> = Readonly<{
  read(tx: Tx, name: string): Promise<{ events: readonly E[]; version: number }>;
  /** Adds all events, or rejects with `Conflict` when the stream is not at `expected`. */
  append(tx: Tx, name: string, expected: number, events: readonly E[]): Promise<void>;
}>;

/** The stream has moved on since it was read: read again and decide again. */
export class Conflict extends Error {
  constructor(name: string, actual: number, expected: number) {
    super(`${name} is at ${actual}, not ${expected}`);
    this.name = 'Conflict';
  }
}

/** Streams kept in `database`. */
export function inMemoryStream<E extends Body>(database: Database): Stream<Transaction, E> {
  const streams = database.table<readonly E[]>();
  return {
    async read(_tx, name) {
      const events = streams.get(name) ?? [];
      return { events, version: events.length };
    },
    async append(tx, name, expected, events) {
      const before = streams.get(name) ?? [];
      if (before.length !== expected) throw new Conflict(name, before.length, expected);
      streams.put(tx, name, [...before, ...events]);
    },
  };
}

/** A stream that holds the given events whatever it is called, and remembers what is appended. */
export function fakeStream<E extends Body>(...given: readonly E[]): Stream<unknown, E> & Readonly<{ appended: E[] }> {
  const appended: E[] = [];
  return {
    appended,
    read: async () => ({ events: [...given, ...appended], version: given.length + appended.length }),
    async append(_tx, _name, _expected, events) {
      appended.push(...events);
    },
  };
}

/** A stream that always fails. */
export function brokenStream<E extends Body>(error: Error): Stream<unknown, E> {
  return { read: () => Promise.reject(error), append: () => Promise.reject(error) };
}
