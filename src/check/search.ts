import type { Engine } from './engine.ts';
import { bytesOnceGrown, type Expansion, expand, expansionOf, noteUnexpanded } from './expansion.ts';
import { canGoOn, type Labels } from './labels.ts';
import { mostBytes } from './memory.ts';
import { nowAndThen } from './now-and-then.ts';
import type { Program } from './program.ts';
import type { States } from './states.ts';

export type Limits = Readonly<{
  /** States kept at most, and those that are found together with the last of them. */
  states: number;
  /** Bytes for states, labels and all else that grows with them at most, also while they move to larger room. */
  bytes: number;
  /** Faults in one story at most; absent: any number. */
  faults?: number;
  /** Whether the first broken promise is enough. */
  first?: boolean;
}>;

/** What a check is at: looking for what breaks (everywhere, then at random), for whether an outcome stays possible, for what would help. */
export type Phase = 'search' | 'walk' | 'completion' | 'explanation';

/** Called many times a second; `true` ends the phase. Whoever has a clock keeps time limits and reports progress with it. */
export type Tick = (progress: Readonly<{ phase: Phase; states: number; faults: number }>) => boolean;

/** All that was found, and how far the search came. */
export type Exploration = Readonly<{
  states: States;
  labels: Labels;
  transitions: number;
  /** Stories with up to this many faults are all covered: Infinity when there are no others, -1 when not even those without a fault are. */
  covered: number;
  stopped: 'states' | 'bytes' | 'steps' | 'asked' | 'first' | null;
  /** Per property (as bit number), the state of the simplest story that breaks it. */
  broken: ReadonlyMap<number, number>;
  /** The first state in which nothing happens any more although its goal is not reached; -1 if there is none. */
  stuck: number;
  /** Per action, whether it ever ran. */
  fired: Uint8Array;
}>;

/**
 * Looks at all states, in the order of the stories that lead there: fewest faults first, then fewest steps. So the
 * first broken promise found of each kind is the simplest story there is; the number of faults needs no place in the
 * state; and a search that hits a limit has still covered all stories with fewer faults.
 */
export const search = (program: Program, engine: Engine, stop: boolean, limits: Limits, tick?: Tick): Exploration => {
  const run = expansionOf(program, engine);
  const { frontier } = run;
  const isAsked = nowAndThen(() => tick?.({ phase: 'search', states: run.states.count(), faults }) === true);
  let covered = -1;
  let faults = 0;
  let stopped: Exploration['stopped'] = null;
  for (; stopped === null; faults += 1) {
    frontier.beginLevel();
    stopped = limitReached(run, limits);
    while (stopped === null) {
      const work = expand(run, stop);
      if (work === 0) break;
      stopped = limitReached(run, limits) ?? (isAsked(work) ? 'asked' : null);
    }
    if (stopped === null || frontier.isLevelDone()) covered = frontier.isDone() ? Number.POSITIVE_INFINITY : faults;
    if (frontier.isDone()) stopped = null;
    if (frontier.isDone() || faults === limits.faults) break;
  }
  if (stopped !== null && stopped !== 'first') noteUnexpanded(run);
  const { states, labels, transitions, broken, stuck } = run;
  const { memory } = engine;
  const fired = Uint8Array.from(memory.words().subarray(memory.fired, memory.fired + program.actions.length));
  return { states, labels, transitions, covered, stopped, broken, stuck, fired };
};

/** What keeps the search from going on to the next states. */
const limitReached = (run: Expansion, limits: Limits): Exclude<Exploration['stopped'], 'asked'> => {
  if (run.states.count() >= limits.states) return 'states';
  if (bytesOnceGrown(run) > Math.min(limits.bytes, mostBytes)) return 'bytes';
  if (!canGoOn(run.frontier.nextCost())) return 'steps';
  return limits.first === true && (run.broken.size > 0 || run.stuck >= 0) ? 'first' : null;
};
