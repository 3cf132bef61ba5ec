import { faultsOf, flag, type Labels } from './labels.ts';
import { queue } from './queue.ts';

/** The states still to be expanded, in the order of their stories: level by level, a level being a number of faults. */
export type Frontier = Readonly<{
  /** A story of this cost leads to the state; it belongs to this level or the next. */
  push: (state: number, cost: number) => void;
  beginLevel: () => void;
  /** The cost of the shortest story of this level whose state was not taken yet; -1 if there is none. */
  nextCost: () => number;
  /** Takes the next state with a story of this cost, and flags it as expanded; -1 if there is none. */
  next: (cost: number) => number;
  isLevelDone: () => boolean;
  isDone: () => boolean;
  bytes: () => number;
}>;

/**
 * An empty frontier. A state is in it once per story found for it, each simpler than the one before: by the time the
 * others come up it is expanded, and they are passed over.
 */
export const frontierOf = (labels: Labels): Frontier => {
  let level = -1;
  let [here, seeds, coming] = [queue(), queue(), queue()];
  const isLevelDone = (): boolean => here.isEmpty() && seeds.isEmpty();
  /** Both queues are in order of cost. */
  const first = () => (here.cost() <= seeds.cost() ? here : seeds);
  /** Passes over what is expanded. */
  const skip = (): void => {
    while (!isLevelDone() && labels.has(first().state(), flag.expanded)) first().take();
  };
  return {
    push: (state, cost) => (faultsOf(cost) === level ? here : coming).push(state, cost),
    beginLevel: () => {
      level += 1;
      [here, seeds, coming] = [queue(), coming, queue()];
    },
    nextCost: () => {
      skip();
      return isLevelDone() ? -1 : first().cost();
    },
    next: (cost) => {
      skip();
      const due = first();
      if (isLevelDone() || due.cost() !== cost) return -1;
      const state = due.state();
      due.take();
      labels.raise(state, flag.expanded);
      return state;
    },
    isLevelDone,
    isDone: () => isLevelDone() && coming.isEmpty(),
    bytes: () => here.bytes() + seeds.bytes() + coming.bytes(),
  };
};
