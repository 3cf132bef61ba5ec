import { createBroker, type DeadLetter } from './broker.ts';
import type { CommandBus, CommandRouter, EventBus, Scheduler } from './bus.ts';
import { type Database, inMemoryDatabase } from './database.ts';
import { type Body, message } from './message.ts';
import { type Outbox, relay } from './outbox.ts';
import { createScript, type Deviation } from './script.ts';

/**
 * The infrastructure of one run: a command bus, an event bus and a scheduler, durable and at-least-once. Its faults, by
 * the first word of their names: `crash` (every service starts again, what only memory held is gone), `duplicate` (the
 * message will be delivered once more, later), `reorder` (another message than the oldest comes first), `early` (a
 * deadline passes while other messages are on their way). Any other name is the scenario's own, asked with `may`.
 */
export type World<M extends Body> = CommandBus<M> &
  CommandRouter<M> &
  EventBus<M> &
  Scheduler<M> &
  Readonly<{
    /** A database that survives crashes, and whose commits are places to crash. */
    database(name: string): Database;
    /** Wires the services with `start`: now, and again after every crash. */
    boot(start: () => void): void;
    /** Publishes what the outbox holds, after every step. Call it in `boot`. */
    relay<Tx>(outbox: Outbox<Tx, M>): void;
    /** Calls `once` after every step, until it reports that it has done nothing. Call it in `boot`. */
    poll(once: () => Promise<number>): void;
    /** Whether something the scenario names goes wrong now. */
    may(fault: string): boolean;
    /** A place where the process may end: then it never resolves. */
    crash(point: string): Promise<void>;
    /** Whether the process ends here; for code that must clean up what is not simulated before it calls `die`. */
    dies(point: string): boolean;
    /** Ends the process. Never resolves. */
    die(): Promise<never>;
    now(): number;
    /** Whether nothing went wrong but crashes, duplicates and reordering: what nobody may notice. */
    harmless(): boolean;
    deadLetters: readonly DeadLetter<M>[];
    asked: readonly number[];
    faults: readonly string[];
    trace: readonly string[];
    deliverAll(): Promise<void>;
  }>;

/** A run that takes longer does not come to rest. */
const maxSteps = 10_000;

/** A world that follows `plan` and otherwise behaves. */
export function createWorld<M extends Body>(plan: readonly Deviation[], only: (fault: string) => boolean): World<M> {
  const script = createScript(plan, only);
  const broker = createBroker<M>(script);
  const databases: Database[] = [];
  const starts: (() => void)[] = [];
  const pollers: (() => Promise<number>)[] = [];

  const restart = () => {
    for (const database of databases) database.crash();
    broker.forget();
    pollers.length = 0;
    for (const start of starts) start();
  };
  /** Lets relays and other pollers do what they can; reports whether it crashed on the way. */
  const pollAll = async () => {
    for (let index = 0; index < pollers.length; ) {
      let done = 0;
      const { crashed } = await script.step(async () => {
        done = (await pollers[index]?.()) ?? 0;
      });
      if (crashed) return { crashed };
      if (done === 0) index++;
    }
    return { crashed: false };
  };
  return {
    ...script,
    ...broker,
    database(name) {
      const database = inMemoryDatabase({
        beforeCommit: () => script.crash(`before commit in ${name}`),
        afterCommit: () => script.crash(`after commit in ${name}`),
      });
      databases.push(database);
      return database;
    },
    harmless: () => script.faults.every((fault) => /^(crash|duplicate|reorder) /.test(fault)),
    boot(start) {
      starts.push(start);
      start();
    },
    poll: (once) => void pollers.push(once),
    relay: (outbox) => void pollers.push(() => relay(outbox, broker.put)),
    send: (command, cause = null) => broker.put(message('command', command, cause)),
    publish: (event, cause = null) => broker.put(message('event', event, cause)),
    schedule: (due, command, cause = null) => broker.put(message('command', command, cause, due)),
    async deliverAll() {
      for (let step = 0; step < maxSteps; step++) {
        if ((await pollAll()).crashed) restart();
        else if (broker.idle()) return;
        else if ((await broker.deliverNext()).crashed) restart();
      }
      throw new Error('the process does not come to rest');
    },
  };
}
