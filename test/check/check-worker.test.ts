import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { checkResponsively, inThread } from '../../src/check-worker.ts';
import { catalogueText, processFrom, words } from './documents.ts';
import { exploding } from './exploding.ts';

describe('a check in a thread of its own', () => {
  it('answers as the check at once does', async () => {
    const job = { process: processFrom(catalogueText('v5b')), words, milliseconds: 10_000 };
    expect(await inThread(job)).toEqual(await checkResponsively(job));
  });

  it('ends within its limits and says how far it came', async () => {
    const job = { process: exploding, words, limits: { states: 60_000 }, milliseconds: 20_000, explain: false };
    const result = await checkResponsively(job);
    expect(result).toMatchObject({ verdict: 'inconclusive', limit: 'states' });
  });

  it('leaves the caller responsive, reports progress, and stops when asked to', async () => {
    const controller = new AbortController();
    const reports: number[] = [];
    const running = inThread({
      process: exploding,
      words,
      limits: { states: 50_000_000 },
      milliseconds: 60_000,
      signal: controller.signal,
      onProgress: ({ states }) => {
        reports.push(states);
        if (reports.length === 2) controller.abort(new Error('enough'));
      },
    });
    await expect(running).rejects.toThrow('enough');
    expect(reports.length).toBeGreaterThanOrEqual(2);
  });

  it('waits until a core is free, and leaves the line when asked to', async () => {
    const controllers = Array.from({ length: availableParallelism() + 2 }, () => new AbortController());
    const reports = controllers.map(() => 0);
    const jobs = controllers.map(({ signal }, index) =>
      inThread({
        process: exploding,
        words,
        limits: { states: 50_000_000 },
        milliseconds: 60_000,
        signal,
        onProgress: () => {
          reports[index] = (reports[index] ?? 0) + 1;
        },
      }),
    );
    const ended = Promise.allSettled(jobs);
    const [first] = controllers;
    const [impatient, patient] = controllers.slice(-2);
    await expect.poll(() => reports.slice(0, -2).every((count) => count > 1), { timeout: 20_000 }).toBe(true);
    expect(reports.slice(-2)).toEqual([0, 0]);
    impatient?.abort(new Error('too long'));
    await expect(jobs.at(-2)).rejects.toThrow('too long');
    first?.abort(new Error('enough'));
    await expect.poll(() => reports.at(-1), { timeout: 20_000 }).toBeGreaterThan(0);
    for (const controller of [...controllers.slice(1), patient]) controller?.abort(new Error('enough'));
    expect((await ended).every(({ status }) => status === 'rejected')).toBe(true);
  }, 45_000);
});
