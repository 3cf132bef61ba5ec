import type { Database, Transaction } from './database.ts';
import type { Body } from './message.ts';

/** A place among all events: by commit first, because a number may be given long before it can be seen. */
export type Place = Readonly<{ commit: string; position: number }>;

export type Recorded<E extends Body> = Readonly<{ stream: string; version: number; place: Place; event: E }>;

/** Keeps events for ever, in order, per stream name. */
export type Stream<Tx, E extends Body> = Readonly<{
  /** The events after a version, and the version they lead to. */
  read(tx: Tx, name: string, after?: number): Promise<{ events: readonly E[]; version: number }>;
  /** The events of all streams after a place, in the order in which they can be seen; null is the beginning. */
  readAll(tx: Tx, after: Place | null): Promise<readonly Recorded<E>[]>;
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
  const all = database.table<Recorded<E>>();
  const of = (name: string) => all.values().filter(({ stream }) => stream === name);
  return {
    async read(_tx, name, after = 0) {
      const events = of(name).slice(after);
      return { events: events.map(({ event }) => event), version: after + events.length };
    },
    readAll: async (_tx, after) => all.values().slice(after?.position ?? 0),
    async append(tx, name, expected, events) {
      const actual = of(name).length;
      if (actual !== expected) throw new Conflict(name, actual, expected);
      for (const [index, event] of events.entries()) {
        const place = { commit: '0', position: all.values().length + 1 };
        all.put(tx, `${place.position}`, { stream: name, version: expected + index + 1, place, event });
      }
    },
  };
}

/** A stream that holds the given events whatever it is called, and remembers what is appended. */
export function fakeStream<E extends Body>(...given: readonly E[]): Stream<unknown, E> & Readonly<{ appended: E[] }> {
  const appended: E[] = [];
  return {
    appended,
    read: async () => ({ events: [...given, ...appended], version: given.length + appended.length }),
    readAll: async () =>
      [...given, ...appended].map((event, index) => ({
        stream: '',
        version: index + 1,
        place: { commit: '0', position: index + 1 },
        event,
      })),
    async append(_tx, _name, _expected, events) {
      appended.push(...events);
    },
  };
}

/** A stream that always fails. */
export function brokenStream<E extends Body>(error: Error): Stream<unknown, E> {
  return {
    read: () => Promise.reject(error),
    readAll: () => Promise.reject(error),
    append: () => Promise.reject(error),
  };
}
