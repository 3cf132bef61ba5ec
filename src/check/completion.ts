import type { Engine } from './engine.ts';
import { faultsOf, flag } from './labels.ts';
import type { Exploration } from './search.ts';

/**
 * The states from which no outcome can be reached without a further fault, simplest story first. Found backwards: a
 * state is safe when its goal is reached, or one of its fault-free successors is safe; states with a broken promise
 * count as safe, for their story is told already. Successors are computed again rather than kept, so that this costs
 * time and no memory; successors mostly have higher indices, so going down the indices settles most in one pass.
 * @param goal the bit of the property whose goal it is about
 */
export const trappedStates = (exploration: Exploration, engine: Engine, goal: number): readonly number[] => {
  const { states, labels, covered } = exploration;
  const { words } = engine.layout;
  const out = new Int32Array(Math.max(1, exploration.fired.length) * words);
  const via = new Int32Array(Math.max(1, exploration.fired.length));
  const packed = states.words();
  const mark = (state: number): void => {
    labels.flags[state] = (labels.flags[state] ?? 0) | flag.safe;
  };
  const isSafe = (state: number): boolean => state >= 0 && ((labels.flags[state] ?? 0) & flag.safe) !== 0;
  const leadsToSafety = (state: number): boolean => {
    const count = engine.normal(packed, state * words, out, via);
    for (let index = 0; index < count; index += 1) if (isSafe(states.find(out, index * words))) return true;
    return false;
  };

  let open: number[] = [];
  for (let state = states.count() - 1; state >= 0; state -= 1) {
    if (faultsOf(labels.cost[state] ?? 0) > covered) continue;
    const reached = (engine.reached(packed, state * words) & (1 << goal)) !== 0;
    if (reached || ((labels.flags[state] ?? 0) & flag.broken) !== 0 || leadsToSafety(state)) mark(state);
    else open.push(state);
  }
  for (let before = -1; before !== open.length; ) {
    before = open.length;
    open = open.filter((state) => {
      if (!leadsToSafety(state)) return true;
      mark(state);
      return false;
    });
  }
  return open.sort((left, right) => (labels.cost[left] ?? 0) - (labels.cost[right] ?? 0) || left - right);
};
