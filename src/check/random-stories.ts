import type { Engine } from './engine.ts';
import { interpret } from './interpret.ts';
import { faultCost, labelList } from './labels.ts';
import type { Program } from './program.ts';
import { type Exploration, type Tick, workBetweenTicks } from './search.ts';
import { actionIn, foundIn, put, stateSet } from './states.ts';
import { take } from './transition.ts';

/** A story that breaks a promise, found at random: the bit of the property, and the actions that lead there. */
export type RandomStory = Readonly<{ bit: number; actions: readonly number[] }>;

export type RandomStories = Readonly<{
  /** Stories told, each of up to so many steps. */
  count: number;
  steps: number;
  found: readonly RandomStory[];
}>;

/** Steps of one story at most. */
const longestStory = 200;
/** Actions tried in all stories together: about a second. */
const mostWork = 1 << 25;
const workPerTransition = 8;
/** One step in so many is a fault, where one is possible. */
const faultsAreOneIn = 6;
/** A story is made shorter so many times over. */
const rounds = 4;

/**
 * Tells stories at random, deep ones, where there are too many states to look at them all. Same program, same stories:
 * the generator starts from a fixed seed. What breaks is shortened by leaving out whatever it does not take.
 * @param goal the bit of the property whose goal must be reached before nothing happens any more; null: there is none
 * @param states looked at so far, for progress
 */
export const randomStories = (
  program: Program,
  engine: Engine,
  goal: number | null,
  tick: Tick | undefined,
  states: number,
): RandomStories => {
  const next = generator(1);
  const best = new Map<number, readonly number[]>();
  let count = 0;
  let work = 0;
  let ticked = -workBetweenTicks;
  const isAsked = (): boolean => {
    if (work - ticked < workBetweenTicks) return false;
    ticked = work;
    return tick?.({ phase: 'walk', states, faults: 0 }) === true;
  };
  const spend = (amount: number) => {
    work += amount;
  };
  while (work < mostWork && !isAsked()) {
    const { broken, actions } = story(program, engine, goal, next, spend);
    count += 1;
    for (const bit of bitsOf(broken)) {
      const known = best.get(bit);
      if (known === undefined || costOf(program, actions) < costOf(program, known)) best.set(bit, actions);
    }
  }
  const found = [...best].map(([bit, actions]) => ({ bit, actions: shortened(program, engine, goal, bit, actions) }));
  return { count, steps: longestStory, found };
};

type Judged = Readonly<{ broken: number; actions: readonly number[] }>;

const story = (
  program: Program,
  engine: Engine,
  goal: number | null,
  next: Next,
  spend: (work: number) => void,
): Judged => {
  const { spare } = engine.memory;
  const actions: number[] = [];
  engine.memory.words().set(engine.initial, spare);
  while (actions.length < longestStory) {
    const broken = engine.broken(spare);
    if (broken !== 0) return { broken, actions };
    const faulty = next(faultsAreOneIn) === 0 ? engine.faulty(spare, 0) : 0;
    const count = faulty > 0 ? faulty : engine.normal(spare, 0);
    spend(program.actions.length + count * workPerTransition);
    const moves = others(engine, count);
    if (moves.length === 0) return { broken: faulty > 0 ? 0 : atRest(engine, goal), actions };
    const chosen = moves[next(moves.length)] ?? 0;
    actions.push(actionIn(engine.memory, chosen));
    const at = successorAt(engine, chosen);
    engine.memory.words().copyWithin(spare, at, at + engine.layout.words);
  }
  return { broken: 0, actions };
};

const successorAt = ({ memory, layout }: Engine, successor: number): number =>
  memory.successors + successor * layout.words;

/** The successors that are another state than the one in `spare`. */
const others = (engine: Engine, count: number): readonly number[] => {
  const words = engine.memory.words();
  const { spare } = engine.memory;
  return Array.from({ length: count }, (_, index) => index).filter((index) => {
    const at = successorAt(engine, index);
    for (let word = 0; word < engine.layout.words; word += 1) if (words[at + word] !== words[spare + word]) return true;
    return false;
  });
};

/** What is broken if nothing happens any more in the state in `spare`. */
const atRest = (engine: Engine, goal: number | null): number => {
  const broken = engine.brokenAtRest(engine.memory.spare);
  const isStuck = goal !== null && broken === 0 && (engine.reached(engine.memory.spare) & (1 << goal)) === 0;
  return isStuck ? 1 << (goal ?? 0) : broken;
};

/** Whether the actions are possible one after the other and break the promise in the end. */
const breaks = (
  program: Program,
  engine: Engine,
  goal: number | null,
  bit: number,
  actions: readonly number[],
): boolean => {
  let state = engine.initial;
  for (const id of actions) {
    const action = program.actions[id];
    const after = action && take(program, engine.layout, action, state)?.after;
    if (after === undefined) return false;
    state = after;
  }
  const { spare } = engine.memory;
  engine.memory.words().set(state, spare);
  if ((engine.broken(spare) & (1 << bit)) !== 0) return true;
  return others(engine, engine.normal(spare, 0)).length === 0 && (atRest(engine, goal) & (1 << bit)) !== 0;
};

const shortened = (
  program: Program,
  engine: Engine,
  goal: number | null,
  bit: number,
  actions: readonly number[],
): readonly number[] => {
  let kept = actions;
  for (let round = 0; round < rounds; round += 1) {
    const before = kept.length;
    for (let index = kept.length - 1; index >= 0; index -= 1) {
      const fewer = kept.toSpliced(index, 1);
      if (breaks(program, engine, goal, bit, fewer)) kept = fewer;
    }
    if (kept.length === before) break;
  }
  return kept;
};

/** The states of one story, as if a search had come by them, and the last of them; and an engine that has them in memory. */
export const exploredBy = (
  program: Program,
  actions: readonly number[],
): Readonly<{ engine: Engine; exploration: Exploration; state: number }> => {
  const engine = interpret(program);
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
    engine,
    exploration: { states, labels, ...nothing, fired: new Uint8Array(program.actions.length) },
    state: at,
  };
};

const costOf = (program: Program, actions: readonly number[]): number =>
  actions.reduce((cost, id) => cost + 1 + (program.actions[id]?.fault ? faultCost : 0), 0);

const bitsOf = (set: number): readonly number[] =>
  Array.from({ length: 32 }, (_, bit) => bit).filter((bit) => ((set >>> bit) & 1) === 1);

/** A whole number from 0 to `below` - 1. */
type Next = (below: number) => number;

/** Mulberry32: small, even, and the same everywhere. */
const generator = (seed: number): Next => {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below) | 0;
  };
};
