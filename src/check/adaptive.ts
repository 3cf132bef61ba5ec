import type { Formula } from '../process/rules.ts';
import { type Engine, eliminationsOfActions, type Successors } from './engine.ts';
import { generating } from './generate.ts';
import { interpret } from './interpret.ts';
import type { Program } from './program.ts';

/** With fewer states than this it is not worth while to generate code, however little. */
const statesBeforeGenerating = 20_000;
/** Tests and effects: with more than this the code is too large, twenty megabytes and more. */
const largestProgram = 400_000;
const testsPerState = 5;
/** Words of a state: with more than this too. */
const widest = 256;

/**
 * Begins interpreted and goes on generated once the search turns out large: most designs never get there. The code is
 * generated along the way, a bit with each state, for that of the largest programs takes seconds.
 */
export const adaptive = (program: Program): Engine => {
  let engine = interpret(program);
  let expanded = 0;
  const size = sizeOf(program);
  const isTooLarge = size > largestProgram || engine.layout.words > widest;
  // To interpret one state takes about as long as to generate the code of so many tests and effects.
  const due = isTooLarge ? Number.POSITIVE_INFINITY : statesBeforeGenerating + Math.ceil(size / testsPerState);
  let coming: ReturnType<typeof generating> | null = null;
  const normal: Successors = (state, before) => {
    expanded += 1;
    if (expanded === due && engine.memory.share()) coming = generating(program, engine.memory);
    const step = coming?.next();
    if (step?.done) [engine, coming] = [step.value, null];
    return engine.normal(state, before);
  };
  return {
    layout: engine.layout,
    initial: engine.initial,
    memory: engine.memory,
    normal,
    faulty: (state, before) => engine.faulty(state, before),
    broken: (state) => engine.broken(state),
    brokenAtRest: (state) => engine.brokenAtRest(state),
    reached: (state) => engine.reached(state),
    anew: engine.anew,
  };
};

/** Tests and effects that code would be generated for; eliminations are generated for each action after which they may be due. */
const sizeOf = (program: Program): number => {
  const dueAfter = eliminationsOfActions(program);
  const sizes = new Map(program.eliminations.map((each) => [each, testsIn(each.when) + each.clears.length]));
  const sum = <T>(list: readonly T[], size: (item: T) => number) => list.reduce((total, item) => total + size(item), 0);
  return (
    sum(program.actions, (action) => {
      const { guard, effects } = action;
      return guard.length + effects.length + sum(dueAfter(action), (each) => sizes.get(each) ?? 0);
    }) +
    sum(program.requirements, (each) => ('bad' in each ? testsIn(each.bad) : 'goal' in each ? testsIn(each.goal) : 0))
  );
};

const testsIn = (formula: Formula): number => {
  if ('variable' in formula) return 1;
  const parts = 'all' in formula ? formula.all : formula.any;
  return parts.reduce((sum, part) => sum + testsIn(part), 0);
};
