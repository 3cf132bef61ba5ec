import { describe, expect, it } from 'vitest';
import { allReductions, noReductions } from '../../src/check/program.ts';
import { enginesAgree, enginesTakeActions, reductionKeepsVerdicts } from './laws.ts';

/** The slow tests assert the same laws on many more and larger documents. */
describe('on any document', () => {
  it('the generated engine does what the interpreted one does', () => {
    enginesAgree({ runs: 25, states: 1000 });
  });

  it('both do what one action at a time does', () => {
    enginesTakeActions({ runs: 15, states: 60 });
  });

  it.each([
    ['dropping stale messages', { ...noReductions, stale: true, stop: true }],
    ['sorting interchangeable slots', { ...noReductions, symmetry: true, stop: true }],
    ['both', allReductions],
  ])('%s changes no verdict', (_, reductions) => {
    expect(reductionKeepsVerdicts(reductions, { runs: 20, states: 3000 })).toBeGreaterThan(8);
  });
});
