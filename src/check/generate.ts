import { formulaCode } from './code/condition.ts';
import { sortRoutine } from './code/sort.ts';
import { partsOf, successorsRoutine } from './code/successors.ts';
import { actionsBy, type Engine, type Must, memoryOf, verdictFormulas } from './engine.ts';
import { initialState } from './initial.ts';
import { type Layout, layoutOf, wordsOf } from './layout.ts';
import { type Memory, wordBytes } from './memory.ts';
import type { Program } from './program.ts';
import { constant, folded, get, load, or, set, shiftLeft } from './wasm/instructions.ts';
import { moduleOf, type Routine, routinesOf } from './wasm/module.ts';

/**
 * The engine that turns the program into WebAssembly, which is fast from the first state on. Only integers ever enter
 * it, so that no name in a document can become code.
 * @param given the memory in which another engine for the same program has begun
 * @throws RangeError if there is no memory to share with code
 */
export const generate = (program: Program, given?: Memory): Engine => {
  const steps = generating(program, given);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
};

/** The same bit by bit, so that whoever looks at a large program can do something else in between. */
export function* generating(program: Program, given?: Memory): Generator<undefined, Engine> {
  const layout = layoutOf(program);
  const memory = given ?? memoryOf(program, layout);
  const shared = memory.share();
  if (!shared) throw new RangeError('there is no memory to share with code');
  const routine = routinesOf(moduleOf(yield* routinesFor(program, layout, memory)), shared);
  const [normal, faulty] = [routine('normal'), routine('faulty')];
  const [never, atRest, possible] = [routine('never'), routine('not_at_rest'), routine('stay_possible')];
  return {
    layout,
    initial: initialState(program, layout),
    memory,
    normal: (from, known) => normal(from * wordBytes, known),
    faulty: (from, known) => faulty(from * wordBytes, known),
    broken: (from) => never(from * wordBytes),
    brokenAtRest: (from) => atRest(from * wordBytes),
    reached: (from) => possible(from * wordBytes),
    anew: () => generate(program),
  };
}

/** Routines call each other by their place: those that sort come first, in the order of the groups. */
function* routinesFor(program: Program, layout: Layout, memory: Memory): Generator<undefined, readonly Routine[]> {
  const { normal, faulty } = actionsBy(program);
  const sorts = layout.groups.map(({ slots }) => sortRoutine(slots));
  const normalParts = yield* partsOf(normal, program, layout, memory);
  const faultyParts = yield* partsOf(faulty, program, layout, memory);
  const behind = sorts.length + normalParts.length;
  return [
    ...sorts,
    ...normalParts,
    ...faultyParts,
    successorsRoutine(
      'normal',
      normalParts.map((_, index) => sorts.length + index),
    ),
    successorsRoutine(
      'faulty',
      faultyParts.map((_, index) => behind + index),
    ),
    verdictRoutine('never', program, layout),
    verdictRoutine('not_at_rest', program, layout),
    verdictRoutine('stay_possible', program, layout),
  ];
}

const verdictRoutine = (must: Must, program: Program, layout: Layout): Routine => ({
  name: must,
  parameters: 1,
  locals: layout.words,
  body: [
    wordsOf(layout.words).map((word) => set(1 + word, load(get(0), word * wordBytes))),
    folded(
      or,
      verdictFormulas(program.requirements, must).map(({ bit, formula }) =>
        shiftLeft(
          formulaCode(formula, layout, (word) => get(1 + word)),
          constant(bit),
        ),
      ),
      constant(0),
    ),
  ],
});
