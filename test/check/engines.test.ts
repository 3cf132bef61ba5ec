import { describe, expect, it } from 'vitest';
import { adaptive } from '../../src/check/adaptive.ts';
import { compile } from '../../src/check/compile.ts';
import type { Engine } from '../../src/check/engine.ts';
import { generate } from '../../src/check/generate.ts';
import { interpret } from '../../src/check/interpret.ts';
import { allReductions, noReductions, type Program } from '../../src/check/program.ts';
import { search } from '../../src/check/search.ts';
import { lower } from '../../src/process/lower/index.ts';
import type { Model } from '../../src/process/rules.ts';
import { catalogueIds, catalogueText, processFrom } from './documents.ts';
import { unsafe } from './exploding.ts';
import { behaviour } from './laws.ts';
import { parallelTasks, twoPhaseCommit } from './models.ts';

const limits = { states: 500_000, bytes: 1e9 };
const engines: Readonly<Record<string, (program: Program) => Engine>> = { generated: generate, interpreted: interpret };

const explored = (model: Model, make: (program: Program) => Engine, reductions = noReductions) => {
  const { program } = compile(model, reductions);
  const { states, transitions, covered, broken, fired } = search(program, make(program), reductions.stop, limits);
  return { states: states.count(), transitions, covered, broken: [...broken.keys()].sort(), fired: [...fired] };
};

describe.each(Object.entries(engines))('the %s engine', (_, make) => {
  it.each([
    ['two-phase commit, 3 participants', twoPhaseCommit(3), 288],
    ['two-phase commit, 5 participants', twoPhaseCommit(5), 8832],
    ['two-phase commit, 7 participants', twoPhaseCommit(7), 296_448],
    ['a workflow with 17 parallel tasks', parallelTasks(17), 131_075],
  ])('counts the published states of %s', (_name, model, count) => {
    expect(explored(model, make).states).toBe(count);
  });

  it('counts the published states of two-phase commit with interchangeable participants', () => {
    expect(explored(twoPhaseCommit(9, true), make, allReductions).states).toBe(2232);
  });
});

describe('an engine that changes in the midst of a search', () => {
  it.each([
    ['of plain states', compile(twoPhaseCommit(6), noReductions).program, {}],
    ['of interchangeable parts', compile(twoPhaseCommit(17, true), allReductions).program, {}],
    [
      'of faults, with what is stuck',
      compile(lower(unsafe(6)), { ...allReductions, stop: false }).program,
      { faults: 1 },
    ],
  ])('finds the same %s', (_, program, some) => {
    const most = { states: 40_000, bytes: 1e9, ...some };
    const found = behaviour(program, adaptive, false, most);
    expect(found.count).toBeGreaterThan(20_000);
    expect(found).toEqual(behaviour(program, interpret, false, most));
  });
});

describe('both engines', () => {
  it.each(catalogueIds)('agree on everything about %s', (id) => {
    const model = lower(processFrom(catalogueText(id)));
    expect(explored(model, generate, allReductions)).toEqual(explored(model, interpret, allReductions));
  });
});
