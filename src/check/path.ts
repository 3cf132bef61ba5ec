import type { Engine } from './engine.ts';
import { flag } from './labels.ts';
import type { Exploration } from './search.ts';
import { actionIn, foundIn } from './states.ts';

/** The actions of the simplest story that leads to a state. */
export const pathTo = ({ labels }: Exploration, state: number): readonly number[] => {
  const actions: number[] = [];
  for (let at = state; labels.parent(at) >= 0; at = labels.parent(at)) actions.push(labels.via(at));
  return actions.reverse();
};

/** The states of the simplest story that leads to a state, the initial one first. */
export const statesTo = ({ labels }: Exploration, state: number): readonly number[] => {
  const found: number[] = [];
  for (let at = state; at >= 0; at = labels.parent(at)) found.push(at);
  return found.reverse();
};

/** Actions tried on the way to an end: a story can do without. */
const longestLook = 5_000_000;

/** How a story goes on by itself until nothing happens any more: the shortest such end, empty if there is none near. */
export const toTheEnd = (exploration: Exploration, engine: Engine, from: number): readonly number[] => {
  const { states, labels } = exploration;
  const cameFrom = new Map<number, Readonly<{ state: number; action: number }>>();
  const visited = new Set([from]);
  const queue = [from];
  for (const [taken, state] of queue.entries()) {
    if (taken * exploration.fired.length > longestLook) return [];
    if (labels.has(state, flag.atRest)) return walked(cameFrom, state);
    const count = engine.normal(states.at(state), 0);
    states.find(count);
    for (let index = 0; index < count; index += 1) {
      const next = foundIn(engine.memory, index);
      if (next < 0 || visited.has(next)) continue;
      visited.add(next);
      cameFrom.set(next, { state, action: actionIn(engine.memory, index) });
      queue.push(next);
    }
  }
  return [];
};

const walked = (
  cameFrom: ReadonlyMap<number, Readonly<{ state: number; action: number }>>,
  end: number,
): readonly number[] => {
  const actions: number[] = [];
  for (let step = cameFrom.get(end); step; step = cameFrom.get(step.state)) actions.push(step.action);
  return actions.reverse();
};
