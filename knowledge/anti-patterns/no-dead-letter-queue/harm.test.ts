import { beforeEach, describe, expect, it } from 'vitest';
import { type MemoryDatabase, memsql } from '../../platform/memsql.ts';
import * as bad from './bad/invoices.ts';
import * as good from './good/invoices.ts';

type Held = { body: string; deliveries: number };

/** A broker that puts a refused message back to the head of its queue and obeys the queue's arguments like RabbitMQ. */
const broker = () => {
  const queues = new Map<string, Held[]>();
  const settings = new Map<string, Readonly<Record<string, unknown>>>();
  let outcome: 'ack' | 'requeue' | 'reject' = 'reject';
  const send = (queue: string, ...bodies: string[]) =>
    queues.set(queue, [...(queues.get(queue) ?? []), ...bodies.map((body) => ({ body, deliveries: 0 }))]);
  const settle = (queue: string, head: Held) => {
    const { 'x-delivery-limit': limit = Number.POSITIVE_INFINITY, 'x-dead-letter-routing-key': dead } =
      settings.get(queue) ?? {};
    if (outcome === 'requeue' && head.deliveries < Number(limit)) queues.get(queue)?.unshift(head);
    else if (outcome !== 'ack' && typeof dead === 'string') send(dead, head.body);
  };
  return {
    queues,
    send,
    assertQueue: async (name: string, options: { arguments?: Readonly<Record<string, unknown>> }) =>
      settings.set(name, options.arguments ?? {}),
    ack: () => {
      outcome = 'ack';
    },
    nack: (_: unknown, __: boolean, requeue: boolean) => {
      outcome = requeue ? 'requeue' : 'reject';
    },
    deliver: async (queue: string, times: number, handle: (message: good.Message) => Promise<void>) => {
      for (let delivery = 0; delivery < times; delivery++) {
        const head = queues.get(queue)?.shift();
        if (!head) return;
        head.deliveries += 1;
        await handle({ content: new TextEncoder().encode(head.body) }).catch(() => undefined);
        settle(queue, head);
      }
    },
  };
};

const poison = '{"number": "1", "cents": 12,50}'; // a supplier with a comma
const fine = '{"number": "2", "cents": 1250}';

let db: MemoryDatabase;
const booked = async () => (await db.query(`SELECT number FROM documents`)).rows.map((row) => row.number);

beforeEach(() => {
  db = memsql(`CREATE TABLE documents (number TEXT PRIMARY KEY, cents BIGINT NOT NULL)`);
});

describe('a queue that never gives up', () => {
  it('delivers one bad invoice a thousand times and the good one never', async () => {
    const channel = broker();
    await bad.declare(channel);
    channel.send('invoices', poison, fine);
    await channel.deliver('invoices', 1000, (message) => bad.onInvoice(db, channel, message));
    expect(await booked()).toEqual([]);
    expect(channel.queues.get('invoices')?.map(({ deliveries }) => deliveries)).toEqual([1000, 0]);
  });
});

describe('a queue with dead letters', () => {
  it('puts the bad ones aside, and books what is replayed', async () => {
    const channel = broker();
    const handle = (message: good.Message) => good.onInvoice(db, channel, message);
    await good.declare(channel);
    const refused = '{"number": "3", "cents": 999}'; // well formed, but the database refuses it again and again
    for (let outage = 0; outage < 5; outage++) db.fail('INSERT', new Error('too many connections'));
    channel.send('invoices', poison, refused, fine);
    await channel.deliver('invoices', 1000, handle);
    expect(await booked()).toEqual(['2']);
    expect(channel.queues.get('invoices.dead')?.map(({ body }) => body)).toEqual([poison, refused]);

    channel.send('invoices', poison.replace('12,50', '1250'), refused);
    await channel.deliver('invoices', 1000, handle);
    expect(await booked()).toEqual(['2', '1', '3']);
  });
});
