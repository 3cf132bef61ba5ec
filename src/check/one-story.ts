import type { Engine } from './engine.ts';
import { labelList } from './labels.ts';
import type { Program } from './program.ts';
import type { Exploration } from './search.ts';
import { foundIn, put, stateSet } from './states.ts';
import { take } from './transition.ts';

/**
 * The states of one story, as if a search had come by them, and the last of them.
 * @param engine used for nothing else, for its memory holds them from now on
 */
export const exploredBy = (
  program: Program,
  engine: Engine,
  actions: readonly number[],
): Readonly<{ exploration: Exploration; state: number }> => {
  const { memory } = engine;
  const [states, labels] = [stateSet(engine.layout.words, memory), labelList()];
  let state = engine.initial;
  states.reachInitial(state);
  labels.tell(0, -1, -1);
  let at = 0;
  for (const id of actions) {
    const action = program.actions[id];
    const after = action && take(program, engine.layout, action, state)?.after;
    if (after === undefined) throw new Error(`action ${id} is not possible here`);
    put(memory, 0, after, id);
    const isNew = states.reach(1, states.cost(at)) > 0;
    const to = foundIn(memory, 0);
    if (isNew) labels.tell(to, at, id);
    at = to;
    state = after;
  }
  const nothing = { transitions: 0, covered: -1, stopped: null, broken: new Map<number, number>(), stuck: -1 };
  return {
    exploration: { states, labels, ...nothing, fired: new Uint8Array(program.actions.length) },
    state: at,
  };
};
