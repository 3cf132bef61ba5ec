import type { CheckerWords } from '../knowledge/checker-words-schema.ts';
import { lower, lowerCompeting } from '../process/lower/index.ts';
import { membersOf } from '../process/lower/tasks.ts';
import type { NormalisedProcess } from '../process/normalised.ts';
import { type Model, type PropertyId, propertyIds } from '../process/rules.ts';
import { deadRules } from './dead-rules.ts';
import { type Decided, decide } from './decide.ts';
import { findingOf } from './findings.ts';
import { searchFixes } from './fixes.ts';
import { isTooLarge } from './inline.ts';
import { judgeWithin } from './judging.ts';
import { leftOut } from './left-out.ts';
import { relianceOf } from './reliance.ts';
import type { CheckResult, Coverage, Finding, Verdict } from './result.ts';
import type { Limits, Tick } from './search.ts';
import { undecided } from './undecided.ts';
import { type Wandered, wander } from './wander.ts';

export { formalOf, storyFrom } from './export/index.ts';
export { fitsInline } from './inline.ts';
export type * from './result.ts';
export type { Limits, Phase, Tick } from './search.ts';
export { storyTest } from './story-test.ts';
export { undecided } from './undecided.ts';

export type CheckOptions = Readonly<{
  words: CheckerWords;
  limits?: Partial<Limits>;
  /** Called many times a second; `true` ends what the check is at, which is then inconclusive unless a promise was broken. */
  tick?: Tick;
  /** Called with verdict and stories as soon as they are known, before the explanation. */
  onDecided?: (result: CheckResult) => void;
  /** false: leave out the search for fixes and for what the verdict hangs on, which check many variants. */
  explain?: boolean;
}>;

/** With the program and two growing copies of it all, the memory of a check stays below 0.6 GB. */
const standardLimits: Limits = { states: 2_000_000, bytes: 400_000_000 };

/**
 * Checks a process under every crash, duplicate, reordering, refusal, timeout and loss that its guarantees do not
 * exclude. Explores all states; with each broken promise comes the story with the fewest faults, then the fewest steps.
 * A limit that is reached is never a pass: the verdict is `inconclusive` unless something broken was found, and
 * `coverage.faults` says up to how many faults everything was looked at.
 */
export const check = (process: NormalisedProcess, options: CheckOptions): CheckResult => {
  const limits = { ...standardLimits, ...options.limits };
  if (isTooLarge(process)) return undecided(process, 'bytes', { states: 0, covered: -1 });
  const { runs, areInstancesCalm } = mainRuns(process, limits, options.tick);
  const stories = brokenIn(runs).size > 0 ? [] : runs.flatMap((run) => wander(run, options.tick) ?? []);
  const plain = decidedResult(process, { runs, stories, areInstancesCalm }, options.words);
  if (options.explain === false) return plain;
  options.onDecided?.({ ...plain, explanation: 'cut_short' });
  return explained(process, plain, options);
};

/** Everything that is known of a process. */
type Known = Readonly<{
  runs: readonly Decided[];
  /** Told at random, where the search came to no end. */
  stories: readonly Wandered[];
  areInstancesCalm: boolean;
}>;

/** Verdict, coverage and stories, without what would help and what it hangs on. */
const decidedResult = (process: NormalisedProcess, known: Known, words: CheckerWords): CheckResult => {
  const { runs, stories } = known;
  const told = stories.flatMap(({ broken }) => broken);
  const broken = brokenIn([...runs, ...told]);
  const verdict = broken.size > 0 ? 'violated' : verdictOf(runs);
  const findingsOf = (from: readonly Decided[], isSimplest: boolean) =>
    from.flatMap((run) => run.breaches.map((breach) => findingOf(process, run, breach, words, isSimplest)));
  return {
    process: process.id,
    verdict,
    limit: runs.map(limitOf).find((limit) => limit !== null) ?? null,
    coverage: coverageOf(process, known, words),
    assumptions: process.assumptions.filter(({ path }) => isPremise(path)),
    properties: propertyIds.map((id) => ({ id, result: resultOf(id, runs, broken) })),
    findings: [...findingsOf(runs, true), ...findingsOf(told, false)].sort(bySimplicity),
    repair: null,
    reliesOn: [],
    explanation: 'left_out',
    deadRules: verdict === 'holds' ? runs.slice(0, 1).flatMap((run) => deadRules(run, words)) : [],
    stats: {
      states: statesIn(runs),
      transitions: total(runs, ({ exploration }) => exploration.transitions),
      bitsPerState: Math.max(...runs.map(({ engine }) => engine.layout.words * 32)),
    },
  };
};

/** The simplest story first; what can never happen has no story and comes last. */
const bySimplicity = (left: Finding, right: Finding): number => {
  const [few, many] = [left, right].map(({ faults, steps }) => (faults ?? 1000) * 1e6 + (steps ?? 0));
  return (few ?? 0) - (many ?? 0);
};

/** Adds what is found by checking variants: fixes of what is broken, or what the verdict hangs on. */
const explained = (process: NormalisedProcess, plain: CheckResult, { words, tick }: CheckOptions): CheckResult => {
  const { judge, isCutShort } = judgeWithin(plain.stats.states, attempt, tick);
  const explanation = () => (isCutShort() ? 'cut_short' : 'whole');
  switch (plain.verdict) {
    case 'violated': {
      const broken = new Set(plain.findings.map(({ property }) => property));
      const fixes = searchFixes(process, broken, judge, words);
      const findings = plain.findings.map((finding) => ({ ...finding, fixes: fixes.of(finding.property) }));
      return { ...plain, findings, repair: fixes.repair, explanation: explanation() };
    }
    case 'holds': {
      const reliesOn = relianceOf(process, judge);
      return { ...plain, reliesOn, explanation: explanation() };
    }
    case 'inconclusive':
      return plain;
    default:
      return plain.verdict satisfies never;
  }
};

const attempt = (variant: NormalisedProcess, limits: Limits, tick: Tick) => {
  const tried = runsOf(variant, limits, tick);
  return { verdict: verdictOf(tried), broken: brokenIn(tried), states: statesIn(tried) };
};

const statesIn = (runs: readonly Decided[]): number => total(runs, ({ exploration }) => exploration.states.count());

/** One instance under all faults; and where instances compete, several without faults. */
const runsOf = (process: NormalisedProcess, limits: Limits, tick?: Tick): readonly Decided[] => {
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
const mainRuns = (process: NormalisedProcess, limits: Limits, tick?: Tick): Omit<Known, 'stories'> => {
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

const brokenIn = (runs: readonly Decided[]): ReadonlySet<PropertyId> =>
  new Set(runs.flatMap(({ breaches }) => breaches.map(({ property }) => property)));

const coversAll = ({ exploration }: Decided): boolean => exploration.covered === Number.POSITIVE_INFINITY;

const limitOf = ({ exploration, isCompletionKnown }: Decided): CheckResult['limit'] =>
  exploration.stopped ?? (isCompletionKnown ? null : 'asked');

const verdictOf = (runs: readonly Decided[]): Verdict => {
  if (brokenIn(runs).size > 0) return 'violated';
  return runs.every((run) => coversAll(run) && run.isCompletionKnown) ? 'holds' : 'inconclusive';
};

const resultOf = (id: PropertyId, runs: readonly Decided[], broken: ReadonlySet<PropertyId>) => {
  if (broken.has(id)) return 'violated';
  const relevant = runs.filter(({ compiled }) => compiled.program.requirements.some(({ property }) => property === id));
  if (relevant.length === 0) return 'not_applicable';
  // A search that stops at broken promises has not seen everything that can happen.
  if (id === 'everything-reachable' && broken.size > 0) return 'undecided';
  if (id === 'option-to-complete' && !relevant.every((run) => run.isCompletionKnown)) return 'undecided';
  return relevant.every(coversAll) ? 'holds' : 'undecided';
};

const coverageOf = (
  process: NormalisedProcess,
  { runs, stories, areInstancesCalm }: Known,
  words: CheckerWords,
): Coverage => {
  const atMost = Math.min(...runs.map(({ exploration }) => exploration.covered));
  return {
    faults: atMost === Number.POSITIVE_INFINITY ? 'any number' : { atMost },
    forEach: Object.fromEntries(
      process.steps.flatMap((step) => (step.forEach === null ? [] : [[step.forEach, membersOf(step)]])),
    ),
    ordering: process.delivery.ordering,
    instances: runs.length > 1 ? Math.max(2, process.instances) : 1,
    leftOut: leftOut(process, areInstancesCalm, words),
    randomStories:
      stories.length === 0
        ? null
        : {
            count: Math.min(...stories.map(({ count }) => count)),
            steps: Math.max(...stories.map(({ steps }) => steps)),
          },
  };
};

const premises = ['delivery.', 'services.', 'coordinator.', 'steps.', 'resources.'];
const isPremise = (path: string): boolean =>
  path === 'compensate' || path === 'instances' || premises.some((prefix) => path.startsWith(prefix));

const total = (runs: readonly Decided[], count: (run: Decided) => number): number =>
  runs.reduce((sum, run) => sum + count(run), 0);
