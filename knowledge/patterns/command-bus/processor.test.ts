import { describe, expect, it } from 'vitest';
import { Permanent } from '../../platform/retry.ts';
import { type CommandLog, processNext } from './processor.ts';

type Pay = Readonly<{ type: 'Pay'; data: Readonly<{ orderId: string }> }>;

const logOf = (...orders: readonly string[]) => {
  const queue = orders.map((orderId) => ({ orderId, attempts: 0 }));
  const parked: string[] = [];
  const log: CommandLog<Pay> = {
    next: async () => {
      const [first] = queue;
      if (first === undefined) return undefined;
      const { orderId, attempts } = first;
      const cause = { id: `pay/${orderId}`, correlationId: orderId };
      return { command: { type: 'Pay', data: { orderId } }, cause, attempts };
    },
    done: async () => void queue.shift(),
    failed: async () => {
      const [first] = queue;
      if (first !== undefined) first.attempts += 1;
    },
    park: async (reason) => void parked.push(`${queue.shift()?.orderId}: ${reason}`),
  };
  return { log, parked };
};

const drain = async (log: CommandLog<Pay>, handle: (command: Pay) => Promise<void>) => {
  const steps: string[] = [];
  for (let step = ''; step !== 'idle'; steps.push(step)) step = await processNext(log, handle);
  return steps;
};

describe('processNext', () => {
  it('retries what passes, parks what does not, and goes on', async () => {
    const { log, parked } = logOf('o1', 'declined', 'broken', 'o2');
    let hiccup = true;
    const paid: string[] = [];
    const steps = await drain(log, async ({ data: { orderId } }) => {
      if (orderId === 'declined') throw new Permanent('no money');
      if (orderId === 'broken') throw new Error('down');
      if (orderId === 'o1' && hiccup) {
        hiccup = false;
        throw new Error('connection reset');
      }
      paid.push(orderId);
    });
    expect(paid).toEqual(['o1', 'o2']);
    expect(parked.map((entry) => entry.split(':')[0])).toEqual(['declined', 'broken']);
    expect(steps).toEqual(['again', 'done', 'parked', 'again', 'again', 'again', 'again', 'parked', 'done', 'idle']);
  });

  it('handles a command again when the process dies before the position has moved', async () => {
    const { log } = logOf('o1');
    const seen: string[] = [];
    const dying = { ...log, done: () => Promise.reject(new Error('killed')) };
    const handle = async ({ data }: Pay) => void seen.push(data.orderId);
    await expect(processNext(dying, handle)).rejects.toThrow('killed');
    expect(await processNext(log, handle)).toBe('done');
    expect(seen).toEqual(['o1', 'o1']);
  });
});
