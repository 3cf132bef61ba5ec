import type { CommandRouter, Handler, Subscriber } from './bus.ts';
import type { Body, Message } from './message.ts';
import type { Script, Step } from './script.ts';

/** A message somebody gave up on. */
export type DeadLetter<M extends Body> = Readonly<{ message: Message<M>; reason: string }>;

/** Keeps messages until their handler succeeded, and hands them over in the order the script wants. */
export type Broker<M extends Body> = CommandRouter<M> &
  Subscriber<M> &
  Readonly<{
    put(message: Message<M>): Promise<void>;
    idle(): boolean;
    deliverNext(): Promise<Step>;
    /** The handlers are gone; what is on its way is not. */
    forget(): void;
    now(): number;
    deadLetters: readonly DeadLetter<M>[];
  }>;

/** One message on its way to one handler. */
type Delivery<M extends Body> = Readonly<{ message: Message<M>; subscriber: number; failed: number }>;

/** A message that failed so often is a dead letter. */
const tries = 5;

/** An empty broker. */
export function createBroker<M extends Body>(script: Script): Broker<M> {
  const deadLetters: DeadLetter<M>[] = [];
  const pending: Delivery<M>[] = [];
  const commands = new Map<string, Handler<M>>();
  const events = new Map<string, Handler<M>[]>();
  let now = 0;

  const handle = async ({ message, subscriber }: Delivery<M>) => {
    const { type } = message.body;
    const handler = message.kind === 'command' ? commands.get(type) : events.get(type)?.[subscriber];
    if (!handler) throw new Error(`no handler for ${type}`);
    await handler(message.body, message);
  };
  const failed = (delivery: Delivery<M>, reason: string) => {
    script.trace.push(`failed ${delivery.message.body.type}: ${reason}`);
    const again = { ...delivery, failed: delivery.failed + 1 };
    if (again.failed < tries) pending.push(again);
    else deadLetters.push({ message: delivery.message, reason });
  };
  return {
    deadLetters,
    now: () => now,
    idle: () => pending.length === 0,
    forget() {
      commands.clear();
      events.clear();
    },
    register(types, handler) {
      for (const type of types) commands.set(type, handler);
    },
    subscribe(types, handler) {
      for (const type of types) events.set(type, [...(events.get(type) ?? []), handler]);
    },
    async put(message) {
      const copies = message.kind === 'command' ? 1 : (events.get(message.body.type)?.length ?? 0);
      for (let subscriber = 0; subscriber < copies; subscriber++) pending.push({ message, subscriber, failed: 0 });
      script.trace.push(`put ${message.body.type}`);
      await script.crash(`after sending ${message.body.type}`);
    },
    async deliverNext() {
      const delivery = choose(script, pending, now);
      const { body, due } = delivery.message;
      now = Math.max(now, due ?? 0);
      const again = script.may(`duplicate ${body.type}`);
      script.trace.push(`deliver ${body.type}`);
      const result = await script.step(() => handle(delivery));
      if (result.crashed) return result;
      pending.splice(pending.indexOf(delivery), 1);
      if (again) pending.push({ ...delivery });
      if (result.error !== null) failed(delivery, result.error.message);
      return result;
    },
  };
}

/** The oldest message, unless the script wants another; a deadline only when nothing else is on its way, unless … */
function choose<M extends Body>(script: Script, pending: readonly Delivery<M>[], now: number): Delivery<M> {
  const due = ({ message }: Delivery<M>) => message.due ?? 0;
  const name = (fault: string, from: readonly Delivery<M>[], index: number) =>
    `${fault} ${from[index]?.message.body.type}`;
  const ready = pending.filter((delivery) => due(delivery) <= now);
  const waiting = pending.filter((delivery) => due(delivery) > now).sort((a, b) => due(a) - due(b));
  const early = ready.length === 0 ? 1 : script.choose(waiting.length + 1, (n) => name('early', waiting, n - 1));
  const chosen = early > 0 ? waiting[early - 1] : ready[script.choose(ready.length, (n) => name('reorder', ready, n))];
  if (!chosen) throw new Error('nothing is on its way');
  return chosen;
}
