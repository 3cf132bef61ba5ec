import { describe, expect, it } from 'vitest';
import { Permanent } from '../../platform/retry.ts';
import { handleOrPark, release, type Waiting } from './parking.ts';

type Message = Readonly<{ id: string }>;

const keyOf = ({ id }: Message) => id.split('/')[1] ?? '';

describe('parking by key', () => {
  it('lets nothing overtake a parked message of its key, and holds up nobody else', async () => {
    const waiting: Waiting<Message> = new Map();
    const handled: string[] = [];
    let broken = true;
    const handle = async ({ id }: Message) => {
      if (broken && id === 'placed/o1') throw new Permanent('unknown article');
      handled.push(id);
    };
    for (const id of ['placed/o1', 'placed/o2', 'paid/o1', 'paid/o1', 'paid/o2', 'cancelled/o1']) {
      await handleOrPark(waiting, keyOf({ id }), { id }, handle);
    }
    expect(handled).toEqual(['placed/o2', 'paid/o2']);
    await expect(release(waiting, 'o1', handle)).rejects.toThrow('unknown article');
    expect(handled).toHaveLength(2);

    broken = false;
    await release(waiting, 'o1', handle);
    expect(handled.slice(2)).toEqual(['placed/o1', 'paid/o1', 'cancelled/o1']);
    expect(await handleOrPark(waiting, 'o1', { id: 'closed/o1' }, handle)).toBe('handled');
  });

  it('does not park what passes', async () => {
    const waiting: Waiting<Message> = new Map();
    const failing = () => Promise.reject(new Error('connection reset'));
    await expect(handleOrPark(waiting, 'o1', { id: 'placed/o1' }, failing)).rejects.toThrow('connection reset');
    expect(waiting.size).toBe(0);
  });
});
