import type { CheckerWords } from '../knowledge/checker-words-schema.ts';
import { membersOf } from '../process/lower/tasks.ts';
import type { NormalisedProcess } from '../process/normalised.ts';
import { propertyIds } from '../process/rules.ts';
import { deadRules } from './dead-rules.ts';
import type { Decided } from './decide.ts';
import { findingOf } from './findings.ts';
import { searchFixes } from './fixes.ts';
import { isTooLarge } from './inline.ts';
import { judgeWithin } from './judging.ts';
import { leftOut } from './left-out.ts';
import { relianceOf } from './reliance.ts';
import type { CheckResult, Coverage, Finding } from './result.ts';
import { areWhole, brokenIn, type Known, limitOf, mainRuns, resultOf, runsOf, verdictOf } from './runs.ts';
import type { Limits, Tick } from './search.ts';
import { undecided } from './undecided.ts';
import { wander } from './wander.ts';

export { formalOf, storyFrom } from './export/index.ts';
export { fitsInline, partsOf } from './inline.ts';
export { mermaidOf } from './mermaid.ts';
export type * from './result.ts';
export type { Limits, Phase, Tick } from './search.ts';
export type { Story } from './story.ts';
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
  return { verdict: verdictOf(tried), broken: brokenIn(tried), isWhole: areWhole(tried), states: statesIn(tried) };
};

const statesIn = (runs: readonly Decided[]): number => total(runs, ({ exploration }) => exploration.states.count());

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
    leftOut: leftOut(process, areInstancesCalm, brokenIn(runs).size > 0, words),
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
