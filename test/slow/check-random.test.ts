import { describe, expect, it } from 'vitest';
import { generate } from '../../src/check/generate.ts';
import { interpret } from '../../src/check/interpret.ts';
import { allReductions, noReductions } from '../../src/check/program.ts';
import { enginesAgree, engineTakesActions, reductionKeepsVerdicts } from '../check/laws.ts';

/** Two hundred documents are a few minutes of work on a busy machine. */
const patience = 900_000;

describe('on any document', { timeout: patience }, () => {
  it('the generated engine does what the interpreted one does', () => {
    enginesAgree({ runs: 250, states: 1500 });
  });

  it.each([
    ['generated', generate],
    ['interpreted', interpret],
  ])('the %s engine does what one action at a time does', (_, make) => {
    engineTakesActions(make, { runs: 200, states: 30 });
  });

  it.each([
    ['dropping stale messages', { ...noReductions, stale: true, stop: true }],
    ['sorting interchangeable slots', { ...noReductions, symmetry: true, stop: true }],
    ['both', allReductions],
  ])('%s changes no verdict', (_, reductions) => {
    expect(reductionKeepsVerdicts(reductions, { runs: 330, states: 10_000 })).toBeGreaterThan(100);
  });
});
