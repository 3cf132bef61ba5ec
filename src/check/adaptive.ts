import { type Engine, eliminationsOfActions, type Successors } from './engine.ts';
import { generate } from './generate.ts';
import { interpret } from './interpret.ts';
import type { Program } from './program.ts';

/** With fewer states than this it is not worth while to generate code, however little. */
const statesBeforeGenerating = 20_000;
/** Effects and eliminations of all actions: with more than this the code is too large to be compiled in time. */
const largestProgram = 100_000;

/** Begins interpreted and goes on generated once the search turns out large: most designs never get there. */
export const adaptive = (program: Program): Engine => {
  let engine = interpret(program);
  let expanded = 0;
  // To interpret one state takes about as long as to generate the code of one effect.
  const size = sizeOf(program);
  const due = size > largestProgram ? Number.POSITIVE_INFINITY : statesBeforeGenerating + size;
  const normal: Successors = (state, before) => {
    expanded += 1;
    if (expanded === due && engine.memory.share()) engine = generate(program, engine.memory);
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
  };
};

/** Effects and eliminations that code would be generated for. */
const sizeOf = (program: Program): number => {
  const dueAfter = eliminationsOfActions(program);
  return program.actions.reduce((sum, action) => sum + action.effects.length + dueAfter(action).length, 0);
};
