import type { Engine } from './engine.ts';
import { type Frontier, frontierOf } from './frontier.ts';
import { faultCost, flag, type Labels, labelList } from './labels.ts';
import type { Program } from './program.ts';
import { type States, stateSet } from './states.ts';

/** A search under way: what was found, what is still to be looked at, and room for the successors of one state. */
export type Expansion = Readonly<{
  engine: Engine;
  states: States;
  labels: Labels;
  frontier: Frontier;
  /** Per property (as bit number), the state of the simplest story that breaks it. */
  broken: Map<number, number>;
  /** Per action, whether it ever ran. */
  fired: Uint8Array;
  actions: number;
  hasGoal: boolean;
  out: Int32Array;
  via: Int32Array;
  found: Int32Array;
}> & {
  transitions: number;
  /** Actions tried, or what took as long. */
  work: number;
  /** The first state in which nothing happens any more although its goal is not reached; -1 if there is none. */
  stuck: number;
};

/** A transition costs about as much as so many actions that are not possible. */
const workPerTransition = 8;

/** A search that knows the initial state only. */
export const expansionOf = (program: Program, engine: Engine): Expansion => {
  const width = engine.layout.words;
  const actions = program.actions.length;
  const states = stateSet(width);
  const labels = labelList();
  const most = Math.max(1, actions);
  const found = new Int32Array(most);
  const frontier = frontierOf(states, labels);
  states.reach(engine.initial, 1, 1, 0, 0, found);
  labels.tell(0, -1, -1);
  frontier.push(0, 0);
  return {
    engine,
    states,
    labels,
    frontier,
    broken: new Map(),
    fired: new Uint8Array(actions),
    actions,
    hasGoal: program.requirements.some(({ must }) => must === 'stay_possible'),
    out: new Int32Array(most * width),
    via: new Int32Array(most),
    found,
    transitions: 0,
    work: 0,
    stuck: -1,
  };
};

/** Finds the successors of a state, unless a promise is broken in it and the search is to `stop` there. */
export const expand = (run: Expansion, state: number, stop: boolean): void => {
  const { engine, states, labels, out, via } = run;
  const base = state * states.stride;
  labels.raise(state, flag.expanded);
  const violated = engine.broken(states.rows(), base);
  if (violated !== 0) note(run, violated, state);
  if (violated !== 0 && stop) return;
  const cost = states.cost(state);
  const normal = engine.normal(states.rows(), base, out, via, 0);
  const all = engine.faulty(states.rows(), base, out, via, normal);
  const [stepped, faulted] = [cost + 1, cost + faultCost + 1];
  states.reach(out, all, normal, stepped, faulted, run.found);
  if (tell(run, state, 0, normal, stepped) === 0) rest(run, state);
  tell(run, state, normal, all, faulted);
  run.transitions += all;
  run.work += run.actions + all * workPerTransition;
};

/** Tells the targets of some transitions their story from here, if it is simpler; says how many are another state. */
const tell = (run: Expansion, from: number, begin: number, end: number, cost: number): number => {
  const { labels, frontier, via, found, fired } = run;
  let moves = 0;
  for (let index = begin; index < end; index += 1) {
    const action = via[index] ?? 0;
    fired[action] = 1;
    const to = found[index] ?? 0;
    if (to !== from) moves += 1;
    if (to >= 0) continue;
    labels.tell(~to, from, action);
    frontier.push(~to, cost);
  }
  return moves;
};

/** Nothing happens any more in this state unless something goes wrong. */
const rest = (run: Expansion, state: number): void => {
  const { engine, states, labels } = run;
  const base = state * states.stride;
  labels.raise(state, flag.atRest);
  const left = engine.brokenAtRest(states.rows(), base);
  if (left !== 0) note(run, left, state);
  else if (run.stuck < 0 && run.hasGoal && engine.reached(states.rows(), base) === 0) run.stuck = state;
};

const note = ({ broken, labels }: Expansion, properties: number, state: number): void => {
  for (let rest = properties; rest !== 0; rest &= rest - 1) {
    const bit = 31 - Math.clz32(rest & -rest);
    if (!broken.has(bit)) broken.set(bit, state);
  }
  labels.raise(state, flag.broken);
};

/** What is known but was not expanded may show a broken promise too, though perhaps not by the simplest story. */
export const noteUnexpanded = (run: Expansion): void => {
  const { engine, states, labels } = run;
  for (let state = 0; state < states.count(); state += 1) {
    if (labels.has(state, flag.expanded)) continue;
    const violated = engine.broken(states.rows(), state * states.stride);
    if (violated !== 0) note(run, violated, state);
  }
};

/** Whether the next state may need more room than there is. */
export const mustGrow = ({ states, actions }: Expansion): boolean => states.room() <= actions;

/** What there is moves to room of twice the size; the old room of the states may still be there by then. */
export const bytesOnceGrown = ({ states, labels, frontier }: Expansion): number =>
  2 * (states.bytes() + labels.bytes() + frontier.bytes()) + states.rows().byteLength;
