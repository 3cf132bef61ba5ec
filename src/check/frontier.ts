import { faultsOf, flag, type Labels } from './labels.ts';
import { queue } from './queue.ts';
import type { States } from './states.ts';

/** The states still to be expanded, in the order of their stories: level by level, a level being a number of faults. */
export type Frontier = Readonly<{
  /** A story of this cost leads to the state; it belongs to this level or the next. */
  push: (state: number, cost: number) => void;
  beginLevel: () => void;
  /** The unexpanded state with the shortest story of this level, or -1. */
  next: () => number;
  isLevelDone: () => boolean;
  isDone: () => boolean;
  bytes: () => number;
}>;

/**
 * An empty frontier. A state is in it once per story found for it, each simpler than the one before; all but the first
 * to be taken are passed over.
 */
export const frontierOf = (states: States, labels: Labels): Frontier => {
  let level = -1;
  let [here, seeds, coming] = [queue(), queue(), queue()];
  const costOf = (state: number): number => (state < 0 ? Number.POSITIVE_INFINITY : states.cost(state));
  const isLevelDone = (): boolean => here.isEmpty() && seeds.isEmpty();
  return {
    push: (state, cost) => (faultsOf(cost) === level ? here : coming).push(state),
    beginLevel: () => {
      level += 1;
      [here, seeds, coming] = [queue(), coming, queue()];
    },
    next: () => {
      while (!isLevelDone()) {
        // Both queues are in order of cost.
        const state = costOf(here.peek()) <= costOf(seeds.peek()) ? here.take() : seeds.take();
        if (!labels.has(state, flag.expanded) && faultsOf(states.cost(state)) === level) return state;
      }
      return -1;
    },
    isLevelDone,
    isDone: () => isLevelDone() && coming.isEmpty(),
    bytes: () => here.bytes() + seeds.bytes() + coming.bytes(),
  };
};
