import type { Body } from './message.ts';
import type { Deviation } from './script.ts';
import { createWorld, type World } from './world.ts';

/** Sets a process up in a world, starts it, and returns what must hold at the end: a rejection is a broken promise. */
export type Scenario<M extends Body> = (world: World<M>) => Promise<() => Promise<void>>;

export type Limits = Readonly<{
  /** At most so many faults in one run. */
  faults?: number;
  /** At most so many runs: an unfinished search proves nothing and throws. */
  runs?: number;
  /** Which faults may happen, by their name; all if left out. */
  only?: (fault: string) => boolean;
}>;

/** A run that broke a promise: the error, what went wrong in the world, everything that happened. */
export type Failure = Readonly<{ error: unknown; faults: readonly string[]; trace: readonly string[] }>;

export type Outcome = Readonly<{ failure: Failure | null; runs: number }>;

/**
 * Runs the scenario without faults, then for every single fault at every point, then for every pair, up to the limit.
 * The failure returned has the fewest faults there are. Deterministic.
 */
export async function search<M extends Body>(limits: Limits, scenario: Scenario<M>): Promise<Outcome> {
  const { faults: most = 1, runs: cap = 50_000, only = () => true } = limits;
  let runs = 0;
  let level: readonly (readonly Deviation[])[] = [[]];
  for (let faults = 0; faults <= most; faults++) {
    const next: (readonly Deviation[])[] = [];
    for (const plan of level) {
      if (++runs > cap) throw new Error(`more than ${cap} runs, unfinished at ${faults} faults`);
      const world = createWorld<M>(plan, only);
      const failure = await play(world, scenario);
      if (failure) return { failure, runs };
      if (faults < most) next.push(...deviations(plan, world.asked));
    }
    level = next;
  }
  return { failure: null, runs };
}

/** Runs the scenario once, without faults, and returns what happened. Rejects if it fails. */
export async function run<M extends Body>(scenario: Scenario<M>): Promise<readonly string[]> {
  const world = createWorld<M>([], () => false);
  const failure = await play(world, scenario);
  if (failure) throw failure.error;
  return world.trace;
}

async function play<M extends Body>(world: World<M>, scenario: Scenario<M>): Promise<Failure | null> {
  try {
    const check = await scenario(world);
    await world.deliverAll();
    await check();
    return null;
  } catch (error) {
    return { error, faults: world.faults, trace: world.trace };
  }
}

/** The plans with one more fault, later than those of the plan. */
function deviations(plan: readonly Deviation[], asked: readonly number[]): (readonly Deviation[])[] {
  const first = (plan.at(-1)?.question ?? -1) + 1;
  return asked
    .slice(first)
    .flatMap((answers, offset) =>
      Array.from({ length: answers - 1 }, (_, other) => [...plan, { question: first + offset, answer: other + 1 }]),
    );
}
