import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generate } from '../../src/check/generate.ts';
import { check } from '../../src/check/index.ts';
import { interpret } from '../../src/check/interpret.ts';
import { allReductions, noReductions } from '../../src/check/program.ts';
import { normalise } from '../../src/process/normalise.ts';
import { processes } from '../process/arbitrary.ts';
import { words } from './documents.ts';
import { enginesAgree, engineTakesActions, reductionKeepsVerdicts } from './laws.ts';

const limits = { states: 1000 };

/** The slow tests assert the same laws on many more and larger documents. */
describe('on any document', () => {
  it('the generated engine does what the interpreted one does', () => {
    enginesAgree({ runs: 25, states: 1000 });
  });

  it.each([
    ['generated', generate],
    ['interpreted', interpret],
  ])('the %s engine does what one action at a time does', (_, make) => {
    engineTakesActions(make, { runs: 15, states: 60 });
  });

  it('a check answers in whole sentences', () => {
    for (const process of fc.sample(processes({ maxSteps: 3 }), { numRuns: 25, seed: 7 }))
      for (const { title, sentence } of check(normalise(process), { words, explain: false, limits }).findings)
        expect(`${title} ${sentence}`).not.toMatch(/\{[a-zA-Z]+\}|\bnull\b|\bundefined\b/);
  });

  it.each([
    ['dropping stale messages', { ...noReductions, stale: true, stop: true }],
    ['sorting interchangeable slots', { ...noReductions, symmetry: true, stop: true }],
    ['both', allReductions],
  ])('%s changes no verdict', (_, reductions) => {
    expect(reductionKeepsVerdicts(reductions, { runs: 28, states: 3000 })).toBeGreaterThan(8);
  });
});
