import type { Engine } from './engine.ts';
import { faultsOf, flag } from './labels.ts';
import { nowAndThen } from './now-and-then.ts';
import type { Exploration, Tick } from './search.ts';
import { foundIn } from './states.ts';

/** The trapped state with the simplest story, -1 when there is none; null when asked to stop before that was known. */
export type FirstTrapped = number | null;

/**
 * Flags the states from which no outcome can be reached without a further fault. Found backwards: a
 * state is safe when its goal is reached, or one of its fault-free successors is safe; states with a broken promise
 * count as safe, for their story is told already. Successors are computed again rather than kept, so that this costs
 * time and little memory; successors mostly have higher indices, so going down the indices settles most in one pass.
 * @param goal the bit of the property whose goal it is about
 */
export const flagTrapped = (exploration: Exploration, engine: Engine, goal: number, tick?: Tick): FirstTrapped => {
  const { states, labels, covered, fired } = exploration;
  const isTimeUp = nowAndThen(() => tick?.({ phase: 'completion', states: states.count(), faults: covered }) === true);
  const isAsked = () => isTimeUp(fired.length);
  const leadsToSafety = safetyNextTo(exploration, engine);
  const isEnded = (state: number): boolean =>
    labels.has(state, flag.broken) || (engine.reached(states.at(state)) & (1 << goal)) !== 0;

  let open = new Int32Array(1 << 10);
  let left = 0;
  for (let state = states.count() - 1; state >= 0; state -= 1) {
    if (isAsked()) return null;
    if (faultsOf(states.cost(state)) > covered) continue;
    if (isEnded(state) || leadsToSafety(state)) {
      labels.raise(state, flag.safe);
      continue;
    }
    if (left === open.length) open = withRoomFor(open, left * 2);
    open[left] = state;
    left += 1;
  }
  for (let before = -1; before !== left; ) {
    before = left;
    left = 0;
    for (let index = 0; index < before; index += 1) {
      if (isAsked()) return null;
      const state = open[index] ?? 0;
      if (leadsToSafety(state)) labels.raise(state, flag.safe);
      else {
        open[left] = state;
        left += 1;
      }
    }
  }
  return flagged(exploration, open.subarray(0, left));
};

/** Whether one of the fault-free successors of a state is known to be safe. */
const safetyNextTo = ({ states, labels }: Exploration, engine: Engine): ((state: number) => boolean) => {
  const { memory } = engine;
  const isSafe = (state: number): boolean => state >= 0 && labels.has(state, flag.safe);
  return (state) => {
    const count = engine.normal(states.at(state), 0);
    states.find(count);
    for (let index = 0; index < count; index += 1) if (isSafe(foundIn(memory, index))) return true;
    return false;
  };
};

/** Flags these states, which come in falling order; of several stories alike the state found first counts. */
const flagged = ({ states, labels }: Exploration, trapped: Int32Array): number => {
  let first = -1;
  for (const state of trapped) {
    labels.raise(state, flag.trapped);
    if (first < 0 || states.cost(state) <= states.cost(first)) first = state;
  }
  return first;
};

const withRoomFor = (items: Int32Array, count: number): Int32Array<ArrayBuffer> => {
  const larger = new Int32Array(count);
  larger.set(items);
  return larger;
};
