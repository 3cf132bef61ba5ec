import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, again, missing, type Run, record, start } from './invoice-run.ts';

const answers: readonly Answer[] = [{ item: 'ann' }, { item: 'bob', reason: 'no address' }, { item: 'cid' }];

const tell = (run: Run, told: readonly Answer[]) => {
  const outcomes: Run['failed'][] = [];
  let current = run;
  for (const answer of told) {
    const { run: next, outcome } = record(current, answer);
    current = next;
    if (outcome !== undefined) outcomes.push(outcome);
  }
  return { run: current, outcomes };
};

describe('a run', () => {
  it('has one outcome, the same in every order and with any repeats', () => {
    const twice = [...answers, ...answers];
    fc.assert(
      fc.property(fc.shuffledSubarray(twice, { minLength: twice.length }), (order) => {
        expect(tell(start(['ann', 'bob', 'cid']), order).outcomes).toEqual([{ bob: 'no address' }]);
      }),
    );
  });

  it('runs again only what failed, and not before everybody has answered', () => {
    const half = tell(start(['ann', 'bob', 'cid']), answers.slice(0, 2)).run;
    expect(again(half)).toBe(half);
    const { run } = tell(half, answers.slice(2));
    const second = again(run);
    expect(missing(second)).toEqual(['bob']);
    expect(tell(second, [{ item: 'ann' }, { item: 'bob' }]).outcomes).toEqual([{}]);
  });
});
