import { type Body, type Cause, message } from './message.ts';

/** The members of union `M` with one of the types `T`. */
export type Of<M extends Body, T extends M['type']> = Extract<M, { type: T }>;

/** Called again after a rejection, and perhaps after success: delivery is at least once. A method type, so that a
 * handler of some messages may stand where any may be routed to it by `type`. */
export type Handler<M extends Body> = { handle(body: M, cause: Cause): Promise<void> }['handle'];

/** Takes a command on its way to its one handler. Resolved means accepted, not done. */
export type CommandBus<C extends Body> = Readonly<{
  send(command: C, cause?: Cause | null): Promise<void>;
}>;

/** Routes commands: exactly one handler for each type. */
export type CommandRouter<C extends Body> = Readonly<{
  register<T extends C['type']>(types: readonly T[], handler: Handler<Of<C, T>>): void;
}>;

/** Tells a fact. Resolved means the transport has it. */
export type Publisher<E extends Body> = Readonly<{
  publish(event: E, cause?: Cause | null): Promise<void>;
}>;

/** Delivers facts. Each subscription has its own copy: one that fails does not keep the others from theirs. */
export type Subscriber<E extends Body> = Readonly<{
  subscribe<T extends E['type']>(types: readonly T[], handler: Handler<Of<E, T>>): void;
}>;

export type EventBus<E extends Body> = Publisher<E> & Subscriber<E>;

/** Sends a command to oneself once `due` (milliseconds) has passed. It may come late and cannot be taken back. */
export type Scheduler<C extends Body> = Readonly<{
  schedule(due: number, command: C, cause?: Cause | null): Promise<void>;
}>;

/** A command bus that handles at once, in this process. Nothing survives it: for tests and a first start. */
export function inMemoryCommands<C extends Body>(): CommandBus<C> & CommandRouter<C> {
  const handlers = new Map<string, Handler<C>>();
  return {
    register(types, handler) {
      for (const type of types) handlers.set(type, handler);
    },
    async send(command, cause = null) {
      const handler = handlers.get(command.type);
      if (!handler) throw new Error(`no handler for ${command.type}`);
      await handler(command, message('command', command, cause));
    },
  };
}

/** An event bus that delivers at once, in this process, to every subscription even if one fails. */
export function inMemoryEvents<E extends Body>(): EventBus<E> {
  const handlers = new Map<string, Handler<E>[]>();
  return {
    subscribe(types, handler) {
      for (const type of types) handlers.set(type, [...(handlers.get(type) ?? []), handler]);
    },
    async publish(event, cause = null) {
      const sent = message('event', event, cause);
      const done = await Promise.allSettled((handlers.get(event.type) ?? []).map((handle) => handle(event, sent)));
      const failures = done.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
      if (failures.length > 0) throw new AggregateError(failures, `${event.type} was not handled everywhere`);
    },
  };
}

/** Buses that remember what went in and deliver nothing. */
export function fakeBus<M extends Body>(): CommandBus<M> & Publisher<M> & Readonly<{ sent: M[] }> {
  const sent: M[] = [];
  const remember = async (body: M) => {
    sent.push(body);
  };
  return { sent, send: remember, publish: remember };
}

/** Buses that always fail. */
export function brokenBus<M extends Body>(error: Error): CommandBus<M> & Publisher<M> {
  const fail = () => Promise.reject(error);
  return { send: fail, publish: fail };
}
