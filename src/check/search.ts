import type { Engine } from './engine.ts';
import { bytesOf, faultCost, faultsOf, flag, growLabels, type Labels, labelsFor } from './labels.ts';
import type { Program } from './program.ts';
import { type Queue, queue } from './queue.ts';
import { type States, stateSet } from './states.ts';

export type Limits = Readonly<{
  /** States kept at most. */
  states: number;
  /** Bytes for states and labels at most, also while they move to larger room. */
  bytes: number;
  /** Faults in one story at most; absent: any number. */
  faults?: number;
  /** Whether the first broken promise is enough. */
  first?: boolean;
}>;

/** What a check is at: looking for what breaks, for whether an outcome stays possible, for what would help. */
export type Phase = 'search' | 'completion' | 'explanation';

/** Called many times a second; `true` ends the phase. Whoever has a clock keeps time limits and reports progress with it. */
export type Tick = (progress: Readonly<{ phase: Phase; states: number; faults: number }>) => boolean;

/** All that was found, and how far the search came. */
export type Exploration = Readonly<{
  states: States;
  labels: Labels;
  transitions: number;
  /** Stories with up to this many faults are all covered: Infinity when there are no others, -1 when not even those without a fault are. */
  covered: number;
  stopped: 'states' | 'bytes' | 'asked' | 'first' | null;
  /** Per property (as bit number), the state of the simplest story that breaks it. */
  broken: ReadonlyMap<number, number>;
  /** The first state in which nothing happens any more although its goal is not reached; -1 if there is none. */
  stuck: number;
  /** Per action, whether it ever ran. */
  fired: Uint8Array;
}>;

/** Actions tried between two ticks: some milliseconds, in however few states. */
export const workBetweenTicks = 1 << 17;

/**
 * Looks at all states, in the order of the stories that lead there: fewest faults first, then fewest steps. So the
 * first broken promise found of each kind is the simplest story there is; the number of faults needs no place in the
 * state; and a search that hits a limit has still covered all stories with fewer faults.
 */
export const search = (program: Program, engine: Engine, stop: boolean, limits: Limits, tick?: Tick): Exploration => {
  const run = start(program, engine);
  const { states, labels } = run;
  let covered = -1;
  let stopped: Exploration['stopped'] = limits.states < 1 ? 'states' : null;
  let ticked = -workBetweenTicks;
  const isAsked = (faults: number): boolean => {
    if (run.work() - ticked < workBetweenTicks) return false;
    ticked = run.work();
    return tick?.({ phase: 'search', states: states.count(), faults }) === true;
  };
  for (let faults = 0; stopped === null; faults += 1) {
    run.beginLevel();
    while (stopped === null) {
      const state = run.next();
      if (state < 0) break;
      run.expand(state, stop);
      if (states.count() >= limits.states) stopped = 'states';
      else if (run.mustGrow() && run.bytesOnceGrown() > limits.bytes) stopped = 'bytes';
      else if (limits.first === true && (run.broken.size > 0 || run.stuck() >= 0)) stopped = 'first';
      else if (isAsked(faults)) stopped = 'asked';
    }
    if (stopped === null || run.isLevelDone()) covered = run.isDone() ? Number.POSITIVE_INFINITY : faults;
    if (run.isDone()) stopped = null;
    if (run.isDone() || faults === limits.faults) break;
  }
  if (stopped !== null && stopped !== 'first') run.noteUnexpanded();
  return {
    states,
    labels,
    transitions: run.transitions(),
    covered,
    stopped,
    broken: run.broken,
    stuck: run.stuck(),
    fired: run.fired,
  };
};

/** A transition costs about as much as so many actions that are not possible. */
const workPerTransition = 8;

const start = (program: Program, engine: Engine) => {
  const width = engine.layout.words;
  const states = stateSet(width);
  const labels = labelsFor(1 << 10);
  const out = new Int32Array(Math.max(1, program.actions.length) * width);
  const via = new Int32Array(Math.max(1, program.actions.length));
  const fired = new Uint8Array(program.actions.length);
  const broken = new Map<number, number>();
  let here: Queue = queue();
  let seeds: Queue = queue();
  let coming: Queue = queue();
  let transitions = 0;
  let work = 0;
  let stuck = -1;
  const hasGoal = program.requirements.some(({ must }) => must === 'stay_possible');

  const first = states.add(engine.initial, 0);
  labels.parent[first] = -1;
  labels.via[first] = -1;
  coming.push(first);

  /** Labels the target of one transition, anew if this story is simpler; says whether it is another state. */
  const reach = (from: number, index: number, cost: number, target: Queue): boolean => {
    const before = states.count();
    const to = states.add(out, index * width);
    const action = via[index] ?? 0;
    fired[action] = 1;
    if (to === from) return false;
    if (to === before) growLabels(labels, before + 1);
    if (to === before || cost < (labels.cost[to] ?? 0)) {
      labels.cost[to] = cost;
      labels.parent[to] = from;
      labels.via[to] = action;
      target.push(to);
    }
    return true;
  };

  const note = (properties: number, state: number): void => {
    for (let rest = properties; rest !== 0; rest &= rest - 1) {
      const bit = 31 - Math.clz32(rest & -rest);
      if (!broken.has(bit)) broken.set(bit, state);
    }
    labels.flags[state] = (labels.flags[state] ?? 0) | flag.broken;
  };

  /** What is known but was not expanded may show a broken promise too, though perhaps not by the simplest story. */
  const noteUnexpanded = (): void => {
    for (let state = 0; state < states.count(); state += 1) {
      if (((labels.flags[state] ?? 0) & flag.expanded) !== 0) continue;
      const violated = engine.broken(states.words(), state * width);
      if (violated !== 0) note(violated, state);
    }
  };

  const expand = (state: number, stop: boolean): void => {
    const cost = labels.cost[state] ?? 0;
    labels.flags[state] = (labels.flags[state] ?? 0) | flag.expanded;
    const violated = engine.broken(states.words(), state * width);
    if (violated !== 0) note(violated, state);
    if (violated !== 0 && stop) return;
    const normal = engine.normal(states.words(), state * width, out, via);
    let moves = 0;
    for (let index = 0; index < normal; index += 1) if (reach(state, index, cost + 1, here)) moves += 1;
    transitions += normal;
    if (moves === 0) {
      labels.flags[state] = (labels.flags[state] ?? 0) | flag.atRest;
      const left = engine.brokenAtRest(states.words(), state * width);
      if (left !== 0) note(left, state);
      else if (stuck < 0 && hasGoal && engine.reached(states.words(), state * width) === 0) stuck = state;
    }
    const faulty = engine.faulty(states.words(), state * width, out, via);
    for (let index = 0; index < faulty; index += 1) reach(state, index, cost + faultCost + 1, coming);
    transitions += faulty;
    work += program.actions.length + (normal + faulty) * workPerTransition;
  };

  const costOf = (state: number): number => (state < 0 ? Number.POSITIVE_INFINITY : (labels.cost[state] ?? 0));
  let level = -1;

  /** The unexpanded state with the shortest story of this level, or -1. Both queues are in order of cost. */
  const next = (): number => {
    for (;;) {
      if (here.isEmpty() && seeds.isEmpty()) return -1;
      const state = costOf(here.peek()) <= costOf(seeds.peek()) ? here.take() : seeds.take();
      if (((labels.flags[state] ?? 0) & flag.expanded) === 0 && faultsOf(costOf(state)) === level) return state;
    }
  };

  return {
    states,
    labels,
    fired,
    broken,
    next,
    expand,
    noteUnexpanded,
    transitions: () => transitions,
    stuck: () => stuck,
    beginLevel: () => {
      level += 1;
      [here, seeds, coming] = [queue(), coming, queue()];
    },
    isLevelDone: () => here.isEmpty() && seeds.isEmpty(),
    isDone: () => here.isEmpty() && seeds.isEmpty() && coming.isEmpty(),
    work: () => work,
    mustGrow: () => states.room() <= program.actions.length,
    /** What there is moves to room of twice the size; the old room of the states may still be there by then. */
    bytesOnceGrown: () =>
      2 * (states.bytes() + bytesOf(labels) + here.bytes() + seeds.bytes() + coming.bytes()) +
      states.words().byteLength,
  };
};
