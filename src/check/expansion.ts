import type { Engine } from './engine.ts';
import { type Frontier, frontierOf } from './frontier.ts';
import { faultCost, flag, type Labels, labelList } from './labels.ts';
import { record, successorsAtOnce } from './memory.ts';
import type { Program } from './program.ts';
import { type States, stateSet } from './states.ts';

/** A search under way: what was found, and what is still to be looked at. */
export type Expansion = Readonly<{
  engine: Engine;
  states: States;
  labels: Labels;
  frontier: Frontier;
  /** Per property (as bit number), the state of the simplest story that breaks it. */
  broken: Map<number, number>;
  actions: number;
  hasGoal: boolean;
  batch: Batch;
}> & {
  transitions: number;
  /** The first state in which nothing happens any more although its goal is not reached; -1 if there is none. */
  stuck: number;
};

/** States expanded together: what is broken in each, where its successors end that need no fault, and where all do. */
type Batch = Readonly<Record<'state' | 'violated' | 'normal' | 'all', Int32Array>>;

/** States expanded together at most: few, so that no limit is passed by far. */
const statesAtOnce = 64;
/** A transition costs about as much as so many actions that are not possible. */
const workPerTransition = 8;

/** A search that knows the initial state only. */
export const expansionOf = (program: Program, engine: Engine): Expansion => {
  const states = stateSet(engine.layout.words, engine.memory);
  const labels = labelList();
  const frontier = frontierOf(labels);
  states.reachInitial(engine.initial);
  labels.tell(0, -1, -1);
  frontier.push(0, 0);
  const list = () => new Int32Array(statesAtOnce);
  return {
    engine,
    states,
    labels,
    frontier,
    broken: new Map(),
    actions: program.actions.length,
    hasGoal: program.requirements.some(({ must }) => must === 'stay_possible'),
    batch: { state: list(), violated: list(), normal: list(), all: list() },
    transitions: 0,
    stuck: -1,
  };
};

/**
 * Finds the successors of the next states, all of one cost: none of them can make the story of another simpler. A state
 * in which a promise is broken has none if the search is to `stop` there. Returns how many actions were tried, or what
 * took as long; 0 when this level is done.
 */
export const expand = (run: Expansion, stop: boolean): number => {
  const { engine, states, frontier, batch } = run;
  const idle = engine.memory.words()[engine.memory.idle] ?? 0;
  const cost = frontier.nextCost();
  let [taken, count] = [0, 0];
  while (taken < statesAtOnce && count <= successorsAtOnce) {
    const state = frontier.next(cost);
    if (state < 0) break;
    const at = states.at(state);
    const violated = engine.broken(at);
    const isEnd = violated !== 0 && stop;
    batch.state[taken] = state;
    batch.violated[taken] = violated;
    batch.normal[taken] = isEnd ? count : engine.normal(at, count);
    count = isEnd ? count : engine.faulty(at, batch.normal[taken] ?? 0);
    batch.all[taken] = count;
    taken += 1;
  }
  tell(run, states.reach(count, cost), cost);
  for (let each = 0; each < taken; each += 1) judge(run, each, stop);
  const found = count + (engine.memory.words()[engine.memory.idle] ?? 0) - idle;
  run.transitions += found;
  return taken * (1 + run.actions) + found * workPerTransition;
};

/** Tells successors their story from here, where it is simpler than what was known. */
const tell = ({ engine, states, labels, frontier, batch }: Expansion, news: number, cost: number): void => {
  const words = states.words();
  const { memory } = engine;
  let each = 0;
  for (let at = memory.news; at < memory.news + news; at += 1) {
    const successor = words[at] ?? 0;
    while (successor >= (batch.all[each] ?? 0)) each += 1;
    const from = memory.records + successor * record.words;
    const state = words[from + record.found] ?? 0;
    labels.tell(state, batch.state[each] ?? 0, words[from + record.action] ?? 0);
    frontier.push(state, successor < (batch.normal[each] ?? 0) ? cost + 1 : cost + faultCost + 1);
  }
};

/** Notes what is broken in a state whose successors were found. */
const judge = (run: Expansion, each: number, stop: boolean): void => {
  const { batch } = run;
  const [state, violated] = [batch.state[each] ?? 0, batch.violated[each] ?? 0];
  if (violated !== 0) note(run, violated, state);
  const begin = each === 0 ? 0 : (batch.all[each - 1] ?? 0);
  if (batch.normal[each] === begin && (violated === 0 || !stop)) rest(run, state);
};

/** Nothing happens any more in this state unless something goes wrong. */
const rest = (run: Expansion, state: number): void => {
  const { engine, states, labels } = run;
  const at = states.at(state);
  labels.raise(state, flag.atRest);
  const left = engine.brokenAtRest(at);
  if (left !== 0) note(run, left, state);
  else if (run.stuck < 0 && run.hasGoal && engine.reached(at) === 0) run.stuck = state;
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
    const violated = engine.broken(states.at(state));
    if (violated !== 0) note(run, violated, state);
  }
};

/** Bytes taken at most while the next states are found. Labels and frontier move to twice the room when they grow. */
export const bytesOnceGrown = ({ states, labels, frontier, engine: { memory } }: Expansion): number =>
  states.bytes(memory.room) + (states.room() < memory.room ? 3 : 1) * labels.bytes() + 3 * frontier.bytes();
