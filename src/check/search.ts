import type { Engine } from './engine.ts';
import { bytesOnceGrown, type Expansion, expand, expansionOf, mustGrow, noteUnexpanded } from './expansion.ts';
import type { Labels } from './labels.ts';
import type { Program } from './program.ts';
import type { States } from './states.ts';

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
  const run = expansionOf(program, engine);
  const { frontier } = run;
  const asked = asking(run, tick);
  let covered = -1;
  let stopped: Exploration['stopped'] = limits.states < 1 ? 'states' : null;
  for (let faults = 0; stopped === null; faults += 1) {
    frontier.beginLevel();
    while (stopped === null) {
      if (!expand(run, stop)) break;
      stopped = limitReached(run, limits) ?? (asked(faults) ? 'asked' : null);
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

const limitReached = (run: Expansion, limits: Limits): 'states' | 'bytes' | 'first' | null => {
  if (run.states.count() >= limits.states) return 'states';
  if (mustGrow(run) && bytesOnceGrown(run) > limits.bytes) return 'bytes';
  return limits.first === true && (run.broken.size > 0 || run.stuck >= 0) ? 'first' : null;
};

/** Asks `tick` every now and then whether to stop. */
const asking = (run: Expansion, tick: Tick | undefined): ((faults: number) => boolean) => {
  let ticked = -workBetweenTicks;
  return (faults) => {
    if (run.work - ticked < workBetweenTicks) return false;
    ticked = run.work;
    return tick?.({ phase: 'search', states: run.states.count(), faults }) === true;
  };
};
