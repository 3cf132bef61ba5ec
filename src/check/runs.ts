import { lower, lowerCompeting } from '../process/lower/index.ts';
import type { NormalisedProcess } from '../process/normalised.ts';
import type { Model, PropertyId } from '../process/rules.ts';
import { type Decided, decide } from './decide.ts';
import type { CheckResult, Verdict } from './result.ts';
import type { Limits, Tick } from './search.ts';
import type { Wandered } from './wander.ts';

/** Everything that is known of a process. */
export type Known = Readonly<{
  runs: readonly Decided[];
  /** Told at random, where the search came to no end. */
  stories: readonly Wandered[];
  areInstancesCalm: boolean;
}>;

/** One instance under all faults; and where instances compete, several without faults. */
export const runsOf = (process: NormalisedProcess, limits: Limits, tick?: Tick): readonly Decided[] => {
  const several = lowerCompeting(process, false);
  const each = { ...limits, bytes: several === null ? limits.bytes : limits.bytes / 2 };
  const decided = (model: Model) => decide(model, tick ? { limits: each, tick } : { limits: each });
  const alone = decided(lower(process));
  // Where the first broken promise is enough, several instances can only tell more once one is known to hold.
  const isAnswered = limits.first === true && verdictOf([alone]) !== 'holds';
  return several === null || isAnswered ? [alone] : [alone, decided(several)];
};

/** States spent on competing instances that fail: what can happen to each multiplies. */
const mostFailing = 300_000;

/**
 * The same; and where one instance holds, so that faults in several are a question of its own, several with faults, as
 * long as that comes to an end.
 */
export const mainRuns = (process: NormalisedProcess, limits: Limits, tick?: Tick): Omit<Known, 'stories'> => {
  const runs = runsOf(process, limits, tick);
  const [alone] = runs;
  if (!alone || runs.length < 2) return { runs, areInstancesCalm: false };
  const failing = brokenIn(runs).size > 0 || !coversAll(alone) ? null : lowerCompeting(process, true);
  if (failing === null) return { runs, areInstancesCalm: true };
  const each = { ...limits, states: Math.min(limits.states, mostFailing), bytes: limits.bytes / 2 };
  const run = decide(failing, tick ? { limits: each, tick } : { limits: each });
  const isAnswer = coversAll(run) || run.breaches.length > 0;
  return isAnswer ? { runs: [alone, run], areInstancesCalm: false } : { runs, areInstancesCalm: true };
};

/** The properties of which some promise is broken. */
export const brokenIn = (runs: readonly Decided[]): ReadonlySet<PropertyId> =>
  new Set(runs.flatMap(({ breaches }) => breaches.map(({ property }) => property)));

/** Nothing that can happen was not looked at. */
const coversAll = ({ exploration }: Decided): boolean => exploration.covered === Number.POSITIVE_INFINITY;

/** What kept a run from its end. */
export const limitOf = ({ exploration, isCompletionKnown }: Decided): CheckResult['limit'] =>
  exploration.stopped ?? (isCompletionKnown ? null : 'asked');

/** What all runs together say. */
export const verdictOf = (runs: readonly Decided[]): Verdict => {
  if (brokenIn(runs).size > 0) return 'violated';
  return areWhole(runs) ? 'holds' : 'inconclusive';
};

/** Nothing was left out for lack of states or time. */
export const areWhole = (runs: readonly Decided[]): boolean =>
  runs.every((run) => coversAll(run) && run.isCompletionKnown);

/** What they say of one property. */
export const resultOf = (id: PropertyId, runs: readonly Decided[], broken: ReadonlySet<PropertyId>) => {
  if (broken.has(id)) return 'violated';
  const relevant = runs.filter(({ compiled }) => compiled.program.requirements.some(({ property }) => property === id));
  if (relevant.length === 0) return 'not_applicable';
  // A search that stops at broken promises has not seen everything that can happen.
  if (id === 'everything-reachable' && broken.size > 0) return 'undecided';
  if (id === 'option-to-complete' && !relevant.every((run) => run.isCompletionKnown)) return 'undecided';
  return relevant.every(coversAll) ? 'holds' : 'undecided';
};
