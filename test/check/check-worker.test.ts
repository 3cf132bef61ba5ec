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

  it('answers a small one while many long ones are at work, tells those that wait, and lets them leave', async () => {
    const controllers = Array.from({ length: Math.min(availableParallelism(), 4) + 3 }, () => new AbortController());
    const reports = controllers.map(() => ({ states: 0, others: 0 }));
    const limits = { states: 50_000_000 };
    const jobs = controllers.map(({ signal }, index) => {
      const report = reports[index] ?? { states: 0, others: 0 };
      return inThread({
        process: exploding,
        words,
        limits,
        milliseconds: 60_000,
        signal,
        onProgress: ({ states }) => {
          report.states = states;
        },
        onWaiting: (others) => {
          report.others = others;
        },
      });
    });
    const ended = Promise.allSettled(jobs);
    const small = { process: processFrom(catalogueText('v5b')), words, milliseconds: 10_000 };
    expect(await inThread(small)).toEqual(await checkResponsively(small));
    expect(reports.at(-1)).toEqual({ states: 0, others: controllers.length });
    const begun = performance.now();
    controllers.at(-1)?.abort(new Error('too long'));
    await expect(jobs.at(-1)).rejects.toThrow('too long');
    expect(performance.now() - begun).toBeLessThan(100);
    for (const controller of controllers) controller.abort(new Error('enough'));
    expect((await ended).every(({ status }) => status === 'rejected')).toBe(true);
  }, 45_000);
});
