import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect } from 'vitest';
import { compile } from '../../src/check/compile.ts';
import { flagTrapped } from '../../src/check/completion.ts';
import { decide } from '../../src/check/decide.ts';
import { actionsBy, type Engine } from '../../src/check/engine.ts';
import { generate } from '../../src/check/generate.ts';
import { interpret } from '../../src/check/interpret.ts';
import { faultsOf, flag } from '../../src/check/labels.ts';
import { allReductions, noReductions, type Program, type Reductions } from '../../src/check/program.ts';
import { type Limits, search } from '../../src/check/search.ts';
import { actionIn } from '../../src/check/states.ts';
import { take } from '../../src/check/transition.ts';
import { lower } from '../../src/process/lower/index.ts';
import { normalise } from '../../src/process/normalise.ts';
import { type Model, propertyIds, type Rule } from '../../src/process/rules.ts';
import { processes } from '../process/arbitrary.ts';

/** Any valid document, lowered. */
const models = processes({ maxSteps: 3 }).map((process) => lower(normalise(process)));

type Size = Readonly<{ runs: number; states: number }>;

/** The generated engine finds the same states in the same order as the interpreted one. */
export const enginesAgree = ({ runs, states }: Size): void =>
  fc.assert(
    fc.property(models, fc.boolean(), (model, reduced) => {
      const { program } = compile(model, reduced ? allReductions : noReductions);
      const limits = { states, bytes: 1e9 };
      expect(behaviour(program, generate, reduced, limits)).toEqual(behaviour(program, interpret, reduced, limits));
    }),
    { numRuns: runs, seed: 1 },
  );

/** Everything that a search with an engine finds. */
export const behaviour = (program: Program, make: (program: Program) => Engine, stop: boolean, limits: Limits) => {
  const engine = make(program);
  const { states, labels, broken, ...found } = search(program, engine, stop, limits);
  const trapped = flagTrapped({ states, labels, broken, ...found }, engine, propertyIds.indexOf('option-to-complete'));
  const flags = Object.values(flag);
  const count = states.count();
  const ofEach = (what: (state: number) => number) =>
    digest(Int32Array.from({ length: count }, (_, each) => what(each)));
  return {
    ...found,
    count,
    /** Every state with its cost. */
    rows: digest(states.words().slice(states.at(0), states.at(count))),
    parents: ofEach(labels.parent),
    actions: ofEach(labels.via),
    flags: ofEach((state) => flags.reduce((all, each) => (labels.has(state, each) ? all | each : all), 0)),
    broken: [...broken],
    trapped,
  };
};

/** Stands for numbers that are too many to be compared one by one. */
const digest = (numbers: Int32Array): string => createHash('sha256').update(numbers).digest('hex');

/** An engine does what taking one action after the other by the book does. */
export const engineTakesActions = (make: (program: Program) => Engine, { runs, states: most }: Size): void =>
  fc.assert(
    fc.property(models, (model) => {
      const { program } = compile(model, allReductions);
      const engine = make(program);
      const { states } = search(program, engine, true, { states: most, bytes: 1e9 });
      for (let state = 0; state < states.count(); state += 1) successorsAgree(program, engine, states.at(state));
    }),
    { numRuns: runs, seed: 2 },
  );

/** A successor that is no other state is only counted. */
const successorsAgree = (program: Program, engine: Engine, state: number): void => {
  const { layout, memory } = engine;
  const before = memory.words().slice(state, state + layout.words);
  const { normal, faulty } = actionsBy(program);
  for (const [successors, actions] of [
    [engine.normal, normal],
    [engine.faulty, faulty],
  ] as const) {
    const idle = memory.words()[memory.idle] ?? 0;
    const count = successors(state, 0);
    const found = Array.from({ length: count }, (_, index) => ({
      action: actionIn(memory, index),
      after: memory
        .words()
        .slice(memory.successors + index * layout.words, memory.successors + (index + 1) * layout.words),
    }));
    const slow = actions.flatMap((action) => {
      const after = take(program, layout, action, before)?.after;
      return after ? [{ action: action.id, after }] : [];
    });
    const others = slow.filter(({ after }) => after.some((word, index) => word !== before[index]));
    expect(found).toEqual(others);
    expect((memory.words()[memory.idle] ?? 0) - idle).toBe(slow.length - others.length);
  }
};

/**
 * A reduction changes neither which promises are broken nor how many faults that takes. (Swallowing a message that
 * cannot matter is a step only as long as it is there.) Says how many documents were small enough to compare.
 */
export const reductionKeepsVerdicts = (reductions: Reductions, { runs, states }: Size): number => {
  let compared = 0;
  fc.assert(
    fc.property(models, (model) => {
      if (model.rules.some(repeatsItself)) return;
      const plain = broken(model, { ...noReductions, stop: true }, states);
      if (plain === null) return;
      compared += 1;
      expect(broken(model, reductions, states)).toEqual(plain);
    }),
    { numRuns: runs, seed: 3 },
  );
  return compared;
};

/** A timer that goes on sending for ever keeps a system busy; with useless messages dropped it is at rest all the same. */
const repeatsItself = ({ on, set, act }: Rule): boolean =>
  on === null && set.length === 0 && (act.kind === 'time_out' || act.kind === 'timer');

const broken = (model: Model, reductions: Reductions, states: number) => {
  const { exploration, breaches } = decide(model, { limits: { states, bytes: 1e9 }, reductions, engine: interpret });
  if (exploration.covered !== Number.POSITIVE_INFINITY) return null;
  return breaches.map(({ property, state }) => ({
    property,
    faults: state === null ? null : faultsOf(exploration.states.cost(state)),
  }));
};
