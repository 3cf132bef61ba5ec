import { describe, expect, it } from 'vitest';
import { type Journal, run, type Step } from './journal.ts';

const inMemory = () => {
  const entries: { step: string; result: string }[] = [];
  const journal: Journal = {
    read: (index) => entries[index],
    append: async (step, result) => void entries.push({ step, result }),
  };
  return { entries, journal };
};

/** Pays and ships; dies at the given place, once. */
const fulfil = (done: string[], dieAt: { place: string | undefined }) => async (step: Step) => {
  const die = (place: string) => {
    if (dieAt.place !== place) return;
    dieAt.place = undefined;
    throw new Error(`killed ${place}`);
  };
  for (const name of ['pay', 'ship']) {
    die(`before ${name}`);
    await step(name, async (key) => {
      done.push(key);
      die(`after ${name}`);
      return 'done';
    });
  }
  return 'fulfilled';
};

describe('a workflow over a journal', () => {
  it.each([
    ['before pay', ['order-1/0/pay', 'order-1/1/ship']],
    ['after pay', ['order-1/0/pay', 'order-1/0/pay', 'order-1/1/ship']],
    ['before ship', ['order-1/0/pay', 'order-1/1/ship']],
    ['after ship', ['order-1/0/pay', 'order-1/1/ship', 'order-1/1/ship']],
  ])('goes on when it is killed %s, and repeats a step only with its key', async (place, expected) => {
    const { journal } = inMemory();
    const done: string[] = [];
    const workflow = fulfil(done, { place });
    await expect(run('order-1', journal, workflow)).rejects.toThrow('killed');
    expect(await run('order-1', journal, workflow)).toBe('fulfilled');
    expect(done).toEqual(expected);
  });

  it('notices that the code has changed under it', async () => {
    const { journal } = inMemory();
    await journal.append('pay', 'done');
    const changed = run('order-1', journal, (step) => step('check fraud', async () => 'clear'));
    await expect(changed).rejects.toThrow('step 0 was "pay", the code says "check fraud"');
  });
});
