import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Permanent } from '../../platform/retry.ts';
import { pauses, retry } from './policy.ts';

const sleepless = async () => {};

describe('pauses', () => {
  it('doubles up to the cap', () => {
    expect(pauses({ attempts: 5, base: 1000, cap: 3000, budget: 60_000 }, () => 1)).toEqual([1000, 2000, 3000, 3000]);
  });

  it('never exceeds attempts, cap or budget', () => {
    const policy = fc.record({
      attempts: fc.integer({ min: 1, max: 20 }),
      base: fc.integer({ min: 1, max: 5000 }),
      cap: fc.integer({ min: 1, max: 60_000 }),
      budget: fc.integer({ min: 0, max: 600_000 }),
    });
    fc.assert(
      fc.property(policy, fc.double({ min: 0, max: 1, noNaN: true }), (each, chance) => {
        const schedule = pauses(each, () => chance);
        expect(schedule.length).toBeLessThan(each.attempts);
        expect(Math.max(0, ...schedule)).toBeLessThanOrEqual(each.cap);
        expect(schedule.reduce((sum, pause) => sum + pause, 0)).toBeLessThanOrEqual(each.budget);
      }),
    );
  });
});

describe('retry', () => {
  it.each([
    { name: 'passes in the end', failures: 2, error: new Error('down'), attempts: 3, fails: false },
    { name: 'gives up', failures: 9, error: new Error('down'), attempts: 3, fails: true },
    { name: 'does not argue with a no', failures: 9, error: new Permanent('declined'), attempts: 1, fails: true },
  ])('$name', async ({ failures, error, attempts, fails }) => {
    let tried = 0;
    const work = async () => {
      tried += 1;
      if (tried <= failures) throw error;
      return 'done';
    };
    const result = await retry(work, [1, 2], sleepless).catch((caught: unknown) => caught);
    expect(result).toBe(fails ? error : 'done');
    expect(tried).toBe(attempts);
  });
});
