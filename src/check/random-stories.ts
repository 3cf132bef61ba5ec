import { brokenInTheEnd } from './at-rest.ts';
import type { Engine } from './engine.ts';
import { faultCost } from './labels.ts';
import { nowAndThen } from './now-and-then.ts';
import type { Program } from './program.ts';
import type { Phase, Tick } from './search.ts';
import { shortened } from './shorten.ts';
import { actionIn } from './states.ts';

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
  const asks = (phase: Phase) => () => tick?.({ phase, states, faults: 0 }) === true;
  const isTimeUp = nowAndThen(asks('walk'));
  let [count, work, latest] = [0, 0, 0];
  while (work < mostWork && !isTimeUp(latest)) {
    const told = story(program, engine, goal, next);
    count += 1;
    latest = told.work;
    work += latest;
    for (const bit of bitsOf(told.broken)) {
      const known = best.get(bit);
      if (known === undefined || costOf(program, told.actions) < costOf(program, known)) best.set(bit, told.actions);
    }
  }
  // Not part of the walk: a story that the last of its time has found is to be readable too.
  const found = [...best].map(([bit, actions]) => ({
    bit,
    actions: shortened({ program, engine, goal, bit }, actions, asks('explanation')),
  }));
  return { count, steps: longestStory, found };
};

type Judged = Readonly<{ broken: number; actions: readonly number[]; work: number }>;

const story = (program: Program, engine: Engine, goal: number | null, next: Next): Judged => {
  const { memory, layout } = engine;
  const { spare } = memory;
  const actions: number[] = [];
  let work = 0;
  memory.words().set(engine.initial, spare);
  while (actions.length < longestStory) {
    const broken = engine.broken(spare);
    if (broken !== 0) return { broken, actions, work };
    const faulty = next(faultsAreOneIn) === 0 ? engine.faulty(spare, 0) : 0;
    const count = faulty > 0 ? faulty : engine.normal(spare, 0);
    work += program.actions.length + count * workPerTransition;
    if (count === 0) return { broken: brokenInTheEnd(engine, goal), actions, work };
    const chosen = next(count);
    actions.push(actionIn(memory, chosen));
    const at = memory.successors + chosen * layout.words;
    memory.words().copyWithin(spare, at, at + layout.words);
  }
  return { broken: 0, actions, work };
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
