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
});
