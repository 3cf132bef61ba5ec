import type { CheckerWords } from '../knowledge/checker-words-schema.ts';
import { lower, lowerCompeting } from '../process/lower/index.ts';
import { membersOf } from '../process/lower/tasks.ts';
import type { NormalisedProcess } from '../process/normalised.ts';
import { type Model, type PropertyId, propertyIds } from '../process/rules.ts';
import { type Decided, decide, firedRules } from './decide.ts';
import { findingOf } from './findings.ts';
import { type Fixes, type Judge, searchFixes } from './fixes.ts';
import { relianceOf } from './reliance.ts';
import type { CheckResult, Coverage, Finding, Verdict } from './result.ts';
import type { Limits, Tick } from './search.ts';

export { formalOf, storyFrom } from './export/index.ts';
export type * from './result.ts';
export type { Limits, Tick } from './search.ts';
export { storyTest } from './story-test.ts';

export type CheckOptions = Readonly<{
  words: CheckerWords;
  limits?: Partial<Limits>;
  /** Called every few thousand states; `true` ends the check, which is then inconclusive unless a promise was broken. */
  tick?: Tick;
  /** false: leave out the search for fixes and for what the verdict hangs on, which check many variants. */
  explain?: boolean;
}>;

const standardLimits: Limits = { states: 2_000_000, bytes: 500_000_000 };
/** States spent on explanations: a variant may take so many times those of the process, and all together so many. */
const variantFactor = 3;
const variantStates = { least: 2000, most: 20_000 };
const explanationFactor = 50;
const explanationStates = { least: 30_000, most: 150_000 };

/**
 * Checks a process under every crash, duplicate, reordering, refusal, timeout and loss that its guarantees do not
 * exclude. Explores all states; with each broken promise comes the story with the fewest faults, then the fewest steps.
 * A limit that is reached is never a pass: the verdict is `inconclusive` unless something broken was found, and
 * `coverage.faults` says up to how many faults everything was looked at.
 */
export const check = (process: NormalisedProcess, options: CheckOptions): CheckResult => {
  const limits = { ...standardLimits, ...options.limits };
  const runs = runsOf(process, limits, options.tick);
  const broken = brokenIn(runs);
  const verdict = verdictOf(runs);
  const states = total(runs, ({ exploration }) => exploration.states.count());
  const judge = judgeWithin(states, options.tick);
  const explain = options.explain !== false;
  const fixes: Fixes =
    explain && verdict === 'violated'
      ? searchFixes(process, broken, judge, options.words)
      : { of: () => [], repair: null };
  return {
    process: process.id,
    verdict,
    limit: runs.map(({ exploration }) => exploration.stopped).find((stopped) => stopped !== null) ?? null,
    coverage: coverageOf(process, runs),
    assumptions: process.assumptions.filter(({ path }) => isPremise(path)),
    properties: propertyIds.map((id) => ({ id, result: resultOf(id, runs, broken) })),
    findings: runs
      .flatMap((run) =>
        run.breaches.map((breach) => findingOf(process, run, breach, options.words, fixes.of(breach.property))),
      )
      .sort(bySimplicity),
    repair: fixes.repair,
    reliesOn: explain && verdict === 'holds' ? relianceOf(process, judge) : [],
    deadRules: verdict === 'holds' ? deadRules(runs) : [],
    stats: {
      states,
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

/**
 * Checks variants of a process until so many states are spent; what comes after is inconclusive.
 * @param size states of the process itself
 */
const judgeWithin = (size: number, tick?: Tick): Judge => {
  const states = clamped(size * variantFactor, variantStates);
  let left = clamped(size * explanationFactor, explanationStates);
  return (variant, first) => {
    if (left <= 0) return { verdict: 'inconclusive', broken: new Set() };
    const tried = runsOf(variant, { states, bytes: standardLimits.bytes, first }, tick);
    left -= total(tried, ({ exploration }) => exploration.states.count());
    return { verdict: verdictOf(tried), broken: brokenIn(tried) };
  };
};

const clamped = (wanted: number, { least, most }: Readonly<{ least: number; most: number }>): number =>
  Math.min(Math.max(wanted, least), most);

/** One instance under all faults; and where instances compete, several without faults. */
const runsOf = (process: NormalisedProcess, limits: Limits, tick?: Tick): readonly Decided[] => {
  const models = [lower(process), lowerCompeting(process)].filter((model): model is Model => model !== null);
  return models.map((model) => decide(model, tick ? { limits, tick } : { limits }));
};

const brokenIn = (runs: readonly Decided[]): ReadonlySet<PropertyId> =>
  new Set(runs.flatMap(({ breaches }) => breaches.map(({ property }) => property)));

const isComplete = ({ exploration }: Decided): boolean => exploration.covered === Number.POSITIVE_INFINITY;

const verdictOf = (runs: readonly Decided[]): Verdict => {
  if (brokenIn(runs).size > 0) return 'violated';
  return runs.every(isComplete) ? 'holds' : 'inconclusive';
};

const resultOf = (id: PropertyId, runs: readonly Decided[], broken: ReadonlySet<PropertyId>) => {
  if (broken.has(id)) return 'violated';
  const relevant = runs.filter(({ compiled }) => compiled.program.requirements.some(({ property }) => property === id));
  if (relevant.length === 0) return 'not_applicable';
  // A search that stops at broken promises has not seen everything that can happen.
  if (id === 'everything-reachable' && broken.size > 0) return 'undecided';
  return relevant.every(isComplete) ? 'holds' : 'undecided';
};

const coverageOf = (process: NormalisedProcess, runs: readonly Decided[]): Coverage => {
  const atMost = Math.min(...runs.map(({ exploration }) => exploration.covered));
  return {
    faults: atMost === Number.POSITIVE_INFINITY ? 'any number' : { atMost },
    forEach: Object.fromEntries(
      process.steps.flatMap((step) => (step.forEach === null ? [] : [[step.forEach, membersOf(step)]])),
    ),
    ordering: process.delivery.ordering,
    instances: runs.length > 1 ? Math.max(2, process.instances) : 1,
  };
};

const premises = ['delivery.', 'services.', 'coordinator.', 'steps.', 'resources.'];
const isPremise = (path: string): boolean =>
  path === 'compensate' || path === 'instances' || premises.some((prefix) => path.startsWith(prefix));

/** Work that never runs is dead; what only guards against surprises is not expected to. */
const deadRules = ([run]: readonly Decided[]): readonly string[] => {
  if (!run) return [];
  const { model, program } = run.compiled;
  const ran = firedRules(model, program, run.exploration);
  return model.rules
    .filter(({ id, act }) => !ran.has(id) && (act.kind === 'undo' || act.kind === 'rule'))
    .map(({ id }) => id);
};

const total = (runs: readonly Decided[], count: (run: Decided) => number): number =>
  runs.reduce((sum, run) => sum + count(run), 0);
