import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Turns, turnsOf } from '../src/turns.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const FIRST_TURN = 1000;

/** Pieces of work that take so many milliseconds, and a diary of what happens to them. */
const workshop = ({ take }: Turns) => {
  const diary: string[] = [];
  const work = (name: string, size: number, milliseconds: number, signal?: AbortSignal) =>
    take({
      size,
      signal,
      run: (stop) =>
        new Promise<string>((resolve, reject) => {
          diary.push(`${name} begins`);
          const timer = setTimeout(() => {
            diary.push(`${name} ends`);
            resolve(name);
          }, milliseconds);
          stop.addEventListener('abort', () => {
            diary.push(`${name} is stopped`);
            clearTimeout(timer);
            reject(stop.reason);
          });
        }),
      onWaiting: (others) => diary.push(`${name} waits with ${others}`),
    });
  return { work, diary };
};

describe('turns', () => {
  test('what finds a free place is at work at once', async () => {
    const { work, diary } = workshop(turnsOf(2, FIRST_TURN));
    const all = [work('a', 9, 5000), work('b', 9, 5000), work('c', 9, 5000)];
    expect(diary).toEqual(['a begins', 'b begins', 'c begins']);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c']);
    expect(diary.slice(3)).toEqual(['a ends', 'b ends', 'c ends']);
  });

  test('what is small goes before what is large, which begins again', async () => {
    const { work, diary } = workshop(turnsOf(1, FIRST_TURN));
    const long = [work('a', 100, 20_000), work('b', 100, 20_000), work('c', 100, 20_000)];
    await vi.advanceTimersByTimeAsync(500);
    const small = work('small', 1, 300);
    await vi.advanceTimersByTimeAsync(300);
    expect(await small).toBe('small');
    expect(diary).toEqual([
      'a begins',
      'b begins',
      'c waits with 2',
      'b is stopped',
      'b waits with 3',
      'small begins',
      'small ends',
      'b begins',
    ]);
    await vi.advanceTimersByTimeAsync(100_000);
    expect(await Promise.all(long)).toEqual(['a', 'b', 'c']);
  });

  test('what is not large gets its answer before much longer ones that came first have theirs', async () => {
    const { work, diary } = workshop(turnsOf(1, FIRST_TURN));
    for (const name of ['a', 'b', 'c', 'd']) void work(name, 100, 600_000);
    void work('middle', 100, 3500);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(diary).toContain('middle ends');
    expect(diary).not.toContain('a ends');
  });

  test('nothing waits for ever, however much that is small comes after it', async () => {
    const { work, diary } = workshop(turnsOf(1, FIRST_TURN));
    void work('a', 10, 20_000);
    void work('b', 10, 2000);
    for (let count = 0; count < 60; count += 1) {
      void work('small', 1, 900);
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(diary).toContain('b ends');
  });

  test('who waits is told so at once and every two seconds, who is at work is not', async () => {
    const { work, diary } = workshop(turnsOf(1, 60_000));
    for (const name of ['a', 'b', 'c']) void work(name, 1, 7000);
    await vi.advanceTimersByTimeAsync(6999);
    expect(diary.slice(2)).toEqual(Array.from({ length: 4 }, () => 'c waits with 2'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(diary.filter((line) => line.includes('waits'))).toHaveLength(4);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each(['steady', 'quick', 'waiting'])('whoever gives up in a %s place leaves at once', async (place) => {
    const { work, diary } = workshop(turnsOf(1, FIRST_TURN));
    const index = ['steady', 'quick', 'waiting'].indexOf(place);
    const controllers = [0, 1, 2].map(() => new AbortController());
    const all = controllers.map(({ signal }, number) => work(`${number}`, 100, 2000, signal));
    const given = expect(all[index]).rejects.toThrow('too long');
    controllers[index]?.abort(new Error('too long'));
    await given;
    expect(diary.includes(`${index} is stopped`)).toBe(place !== 'waiting');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await Promise.all(all.toSpliced(index, 1))).toHaveLength(2);
    expect(diary).not.toContain(`${index} ends`);
  });

  test('nobody begins for one who is gone already', async () => {
    const { work, diary } = workshop(turnsOf(1, FIRST_TURN));
    await expect(work('a', 1, 1, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
    expect(diary).toEqual([]);
  });

  test('a failure is one, and the place is free again', async () => {
    const { take } = turnsOf(1, FIRST_TURN);
    const failing = take({ size: 1, run: () => Promise.reject(new Error('broken')) });
    await expect(failing).rejects.toThrow('broken');
    expect(await take({ size: 1, run: () => Promise.resolve(7) })).toBe(7);
  });
});
