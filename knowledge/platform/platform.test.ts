import { describe, expect, it } from 'vitest';
import { brokenBus, fakeBus, inMemoryCommands, inMemoryEvents } from './bus.ts';
import { inMemoryDatabase } from './database.ts';
import { brokenInbox, fakeInbox, inMemoryInbox } from './inbox.ts';
import { message } from './message.ts';
import { inMemoryOutbox, relay, within } from './outbox.ts';
import { backoff, Permanent } from './retry.ts';
import { brokenStream, Conflict, fakeStream, inMemoryStream } from './stream.ts';

type Ask = Readonly<{ type: 'Ask'; data: { what: string } }>;
type Told = Readonly<{ type: 'Told'; data: { what: string } }>;
const ask = (what: string): Ask => ({ type: 'Ask', data: { what } });
const told = (what: string): Told => ({ type: 'Told', data: { what } });
const down = new Error('down');

describe('a message', () => {
  it('has a derived id, and inherits the correlation of its cause', () => {
    const cause = { id: 'cause', correlationId: 'order-1' };
    const first = message('command', ask('a'), cause);
    expect(message('command', ask('a'), cause).id).toBe(first.id);
    expect(message('command', ask('b'), cause).id).not.toBe(first.id);
    expect(first).toMatchObject({ correlationId: 'order-1', causationId: 'cause' });
  });

  it('names a fact by its content, whoever tells it', () => {
    const cause = { id: 'cause', correlationId: 'order-1' };
    expect(message('event', told('a'), cause).id).toBe(message('event', told('a')).id);
  });
});

describe('the buses', () => {
  it('hand a command to its one handler, with its cause', async () => {
    const bus = inMemoryCommands<Ask>();
    await expect(bus.send(ask('x'))).rejects.toThrow('no handler for Ask');
    const causes: string[] = [];
    bus.register(['Ask'], async (_command, cause) => void causes.push(cause.id));
    await bus.send(ask('x'));
    expect(causes).toEqual([message('command', ask('x')).id]);
  });

  it('deliver to everybody, also when one fails', async () => {
    const bus = inMemoryEvents<Told>();
    const heard: string[] = [];
    bus.subscribe(['Told'], () => Promise.reject(down));
    bus.subscribe(['Told'], async ({ data }) => void heard.push(data.what));
    await expect(bus.publish(told('x'))).rejects.toThrow('Told was not handled everywhere');
    expect(heard).toEqual(['x']);
  });

  it('can be faked and broken', async () => {
    const fake = fakeBus<Ask | Told>();
    await fake.send(ask('a'));
    await fake.publish(told('b'));
    expect(fake.sent).toEqual([ask('a'), told('b')]);
    await expect(brokenBus<Ask>(down).send(ask('a'))).rejects.toBe(down);
  });
});

describe('the database', () => {
  it('takes back what a failed transaction did, everywhere', async () => {
    const database = inMemoryDatabase();
    const rows = database.table<number>();
    const inbox = inMemoryInbox(database);
    const outbox = inMemoryOutbox<Told>(database);
    const failed = database.transaction(async (tx) => {
      rows.put(tx, 'a', 1);
      await inbox.accept(tx, 'key');
      await within(tx, outbox).publish(told('x'));
      throw down;
    });
    await expect(failed).rejects.toBe(down);
    expect([rows.values(), await outbox.unpublished(9)]).toEqual([[], []]);
    expect(await database.transaction((tx) => inbox.accept(tx, 'key'))).toBe(true);
  });

  it('runs transactions one at a time', async () => {
    const database = inMemoryDatabase();
    const rows = database.table<number>();
    const increment = () =>
      database.transaction(async (tx) => {
        const before = rows.get('n') ?? 0;
        await Promise.resolve();
        rows.put(tx, 'n', before + 1);
      });
    await Promise.all([increment(), increment(), increment()]);
    expect(rows.get('n')).toBe(3);
  });
});

describe('a stream', () => {
  it('refuses to append behind the back of another', async () => {
    const database = inMemoryDatabase();
    const stream = inMemoryStream<Told>(database);
    const append = (expected: number) => database.transaction((tx) => stream.append(tx, 's', expected, [told('x')]));
    await append(0);
    await expect(append(0)).rejects.toBeInstanceOf(Conflict);
    expect(await database.transaction((tx) => stream.read(tx, 's'))).toEqual({ events: [told('x')], version: 1 });
  });

  it('can be faked and broken', async () => {
    const fake = fakeStream(told('given'));
    await fake.append(null, 's', 1, [told('new')]);
    expect(fake.appended).toEqual([told('new')]);
    expect((await fake.read(null, 's')).version).toBe(2);
    await expect(brokenStream<Told>(down).read(null, 's')).rejects.toBe(down);
  });
});

describe('an inbox', () => {
  it('can be faked and broken', async () => {
    const inbox = fakeInbox('old');
    expect([await inbox.accept(null, 'old'), await inbox.accept(null, 'new'), await inbox.accept(null, 'new')]).toEqual(
      [false, true, false],
    );
    await expect(brokenInbox(down).accept(null, 'k')).rejects.toBe(down);
  });
});

describe('the relay', () => {
  it.each([
    { name: 'publishes in order', fails: () => false, turns: 1, published: ['a', 'b'], buried: [] },
    {
      name: 'does not overtake',
      fails: (what: string, attempt: number) => what === 'a' && attempt === 1,
      turns: 2,
      published: ['a', 'b'],
      buried: [],
    },
    {
      name: 'buries a poison row',
      fails: (what: string) => what === 'a',
      turns: 6,
      published: ['b'],
      buried: ['a'],
    },
  ])('$name', async ({ fails, turns, published, buried }) => {
    const database = inMemoryDatabase();
    const outbox = inMemoryOutbox<Told>(database);
    await database.transaction(async (tx) => {
      await within(tx, outbox).publish(told('a'));
      await within(tx, outbox).publish(told('b'));
    });
    const attempts = new Map<string, number>();
    const out: string[] = [];
    for (let turn = 0; turn < turns; turn++) {
      await relay(outbox, async ({ body: { data } }) => {
        attempts.set(data.what, (attempts.get(data.what) ?? 0) + 1);
        if (fails(data.what, attempts.get(data.what) ?? 0)) throw down;
        out.push(data.what);
      });
    }
    expect(out).toEqual(published);
    expect(outbox.buried().map(({ message: { body } }) => body.data.what)).toEqual(buried);
  });
});

describe('the retry policy', () => {
  it.each([
    { name: 'succeeds the third time', errors: [down, down, null], tried: 3, waits: [10, 20] },
    { name: 'gives up', errors: [down, down, down, down, null], tried: 4, waits: [10, 20, 25] },
    { name: 'does not repeat what cannot be cured', errors: [new Permanent('card stolen')], tried: 1, waits: [] },
  ])('$name', async ({ errors, tried, waits }) => {
    const waited: number[] = [];
    let calls = 0;
    const sleep = async (milliseconds: number) => void waited.push(milliseconds);
    const policy = backoff({ attempts: 4, base: 10, limit: 25, sleep, random: () => 1 });
    const result = policy(async () => {
      const error = errors[calls++];
      if (error) throw error;
    });
    await Promise.allSettled([result]);
    expect({ calls, waited }).toEqual({ calls: tried, waited: waits });
    if (errors.at(-1) !== null || calls < errors.length) await expect(result).rejects.toBe(errors[calls - 1]);
  });
});
