import type { Engine, Successors } from './engine.ts';
import { generate } from './generate.ts';
import { interpret } from './interpret.ts';
import type { Program } from './program.ts';

/** Generating and optimising code pays only after so many states. */
const statesBeforeGenerating = 50_000;
/** Effects of all actions: with more than this, V8 takes longer over the code than the code saves. */
const effectsToGenerate = 10_000;

/** Begins interpreted and goes on generated once the search turns out large: most designs never get there. */
export const adaptive = (program: Program): Engine => {
  let engine = interpret(program);
  let expanded = 0;
  const normal: Successors = (states, base, out, via, before) => {
    expanded += 1;
    if (expanded === statesBeforeGenerating && effectsOf(program) <= effectsToGenerate) engine = generate(program);
    return engine.normal(states, base, out, via, before);
  };
  return {
    layout: engine.layout,
    initial: engine.initial,
    normal,
    faulty: (states, base, out, via, before) => engine.faulty(states, base, out, via, before),
    broken: (states, base) => engine.broken(states, base),
    brokenAtRest: (states, base) => engine.brokenAtRest(states, base),
    reached: (states, base) => engine.reached(states, base),
  };
};

const effectsOf = ({ actions }: Program): number => actions.reduce((sum, { effects }) => sum + effects.length, 0);
