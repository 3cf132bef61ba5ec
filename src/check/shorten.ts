import { brokenInTheEnd } from './at-rest.ts';
import type { Engine } from './engine.ts';
import { nowAndThen } from './now-and-then.ts';
import type { Program } from './program.ts';
import { take } from './transition.ts';

/** A story is gone through so many times over. */
const rounds = 4;

/** What a story of a program must still break. */
type Aim = Readonly<{ program: Program; engine: Engine; goal: number | null; bit: number }>;

/**
 * Leaves out of a story whatever it does not take to break the property of this bit, one action after the other, the last
 * first. Once asked to stop it leaves the rest as it is.
 */
export const shortened = (aim: Aim, actions: readonly number[], isAsked: () => boolean): readonly number[] => {
  const isTimeUp = nowAndThen(isAsked);
  let kept = actions;
  for (let round = 0; round < rounds; round += 1) {
    const before = kept.length;
    const states = statesOf(aim, kept);
    for (let index = kept.length - 1; index >= 0; index -= 1) {
      const rest = kept.slice(index + 1);
      if (isTimeUp((rest.length + 1) * aim.program.actions.length)) return kept;
      // What was left out before came later, so that the state here is still the one.
      const from = states[index];
      if (from && breaks(aim, from, rest)) kept = [...kept.slice(0, index), ...rest];
    }
    if (kept.length === before) break;
  }
  return kept;
};

/** The state before each action of a story. */
const statesOf = ({ program, engine }: Aim, actions: readonly number[]): readonly Int32Array[] => {
  const states = [engine.initial];
  for (const [index, id] of actions.entries()) {
    const after = states[index] && taken(program, engine, id, states[index]);
    if (after) states.push(after);
  }
  return states;
};

/** Whether the actions are possible one after the other from a state on, and break the promise in the end. */
const breaks = ({ program, engine, goal, bit }: Aim, from: Int32Array, actions: readonly number[]): boolean => {
  let state = from;
  for (const id of actions) {
    const after = taken(program, engine, id, state);
    if (after === undefined) return false;
    state = after;
  }
  const { spare } = engine.memory;
  engine.memory.words().set(state, spare);
  if ((engine.broken(spare) & (1 << bit)) !== 0) return true;
  return engine.normal(spare, 0) === 0 && (brokenInTheEnd(engine, goal) & (1 << bit)) !== 0;
};

const taken = (program: Program, { layout }: Engine, id: number, state: Int32Array): Int32Array | undefined => {
  const action = program.actions[id];
  return action && take(program, layout, action, state)?.after;
};
