import type { Answer, DecisionTable } from '../knowledge/decision-schema.ts';
import type { StatedFact } from '../stated-fact.ts';
import { type ActiveFactor, type Scores, tryGates, type Verdict } from './gates.ts';
import { activation, type Known, knownFrom } from './known.ts';
import { type Question, questionsFor } from './questions.ts';
import { type Assumption, assumptions, type RunnerUp, runnerUp } from './what-if.ts';

export type { StatedFact } from '../stated-fact.ts';
export type { Scores } from './gates.ts';
export type { Question } from './questions.ts';
export type { Assumption, RunnerUp } from './what-if.ts';

/** A fact that carried the answer; `reason` is the id of the factor in the decision table that says why. */
export type DecisiveFact = StatedFact & Readonly<{ reason: string }>;

/** The answer for one process. Words for every id stand in `knowledge/decision-table.yaml`. */
export type Decision = Readonly<{
  pattern: Answer | 'ask';
  /** With `ask`: what it would be if nothing more became known. */
  provisional?: Answer;
  /** The gate that opened, or `undecided`. */
  gate: string;
  /** One to three, strongest first; none only with `ask`. */
  decisive: readonly DecisiveFact[];
  runnerUp: RunnerUp | null;
  /** At most three, only with `ask`, most informative first. */
  questions: readonly Question[];
  /** Facts nobody stated that would change the answer if they were otherwise. */
  assumed: readonly Assumption[];
  /** Reactions that may fail alone and belong to subscribers, outside the coordinated process. */
  splitOff: readonly StatedFact[];
  /** Points on which authors disagree and which bear on this answer. */
  conflicts: readonly string[];
  /** Frameworks named in the facts, whose own words the answer should use. */
  terms: readonly string[];
  warnings: readonly string[];
  scores: Scores;
}>;

/**
 * Decides how one process is coordinated. Pure: the same facts and table give the same decision.
 * Statements about the same fact are resolved first: given over read, read over adviser, later over earlier.
 * Source of the procedure: knowledge/decision-table.yaml (gates in order, points per factor).
 */
export const decide = (facts: readonly StatedFact[], table: DecisionTable): Decision => {
  const known = knownFrom(facts);
  const verdict = tryGates(known, table);
  const answer = verdict.gate?.pattern ?? null;
  const shown = answer ?? provisionalOf(verdict.scores);
  const decisive = decisiveFacts(known, verdict, shown);
  return {
    pattern: answer ?? 'ask',
    ...(answer === null ? { provisional: shown } : {}),
    gate: verdict.gate?.id ?? 'undecided',
    decisive,
    runnerUp: answer === null ? null : runnerUp(known, answer, table),
    questions: answer === null ? questionsFor(known, table) : [],
    assumed: answer === null ? [] : assumptions(known, answer, table),
    splitOff: splitOff(known, answer, decisive),
    conflicts: matching(table.conflicts, shown, known),
    terms: [known.get('framework')].flatMap((fact) => (fact === undefined ? [] : [String(fact.value)])),
    warnings: matching(table.warnings, shown, known),
    scores: verdict.scores,
  };
};

const provisionalOf = (scores: Scores): Answer => {
  const order: readonly Answer[] = ['saga', 'choreography', 'process_manager', 'local_transaction'];
  return order.reduce((best, answer) => (scores[answer] > scores[best] ? answer : best));
};

const decisiveFacts = (known: Known, { gate, active }: Verdict, answer: Answer): readonly DecisiveFact[] => {
  const points = ({ factor, sure }: ActiveFactor) =>
    (factor.pushes[answer] ?? 0) * sure + (gate?.veto.includes(factor.id) ? 1 : 0);
  const strongest = active.filter((factor) => points(factor) > 0).sort((a, b) => points(b) - points(a));
  const found = new Map<string, DecisiveFact>();
  for (const { factor } of strongest) {
    const fact = factor.when.map((condition) => known.get(condition.fact)).find((stated) => stated !== undefined);
    if (fact === undefined || found.has(fact.fact)) continue;
    if (isGuess(fact) && [...found.values()].some((other) => sameWords(fact, other))) continue;
    found.set(fact.fact, { ...fact, reason: factor.id });
  }
  return [...found.values()].slice(0, 3);
};

/**
 * What decides the core is no reaction beside it, so words that are quoted for the one are not used for the other; nor
 * are words that tell what does not happen in it: "No approvals, nobody waits."
 */
const splitOff = (known: Known, answer: Answer | null, decisive: readonly DecisiveFact[]): readonly StatedFact[] => {
  if (answer !== 'saga' && answer !== 'process_manager') return [];
  const reactions = known.get('independentReactions');
  if (reactions?.value !== true || decisive.some((fact) => sameWords(fact, reactions))) return [];
  return [...known.values()].some((fact) => isAbsence(fact) && sameWords(fact, reactions)) ? [] : [reactions];
};

/** That nobody waits for an answer is told of receivers, the other denials of the core. */
const isAbsence = ({ fact, value }: StatedFact): boolean => value === false && fact !== 'responseNeeded';

/** Confidence below which a fact is read between the lines. */
const SURE = 0.8;

const isGuess = ({ confidence }: StatedFact): boolean => (confidence ?? 1) < SURE;

const sameWords = ({ span: one }: StatedFact, { span: other }: StatedFact): boolean =>
  one !== null && other !== null && one.message === other.message && one.start === other.start;

type Remark = DecisionTable['conflicts'][number] | DecisionTable['warnings'][number];

const matching = (remarks: readonly Remark[], answer: Answer, known: Known): readonly string[] =>
  remarks.filter(({ answers, when }) => answers.includes(answer) && activation(when, known) > 0).map(({ id }) => id);
