import { join } from 'node:path';
import { type Decision, decide } from '../src/decide/index.ts';
import { extractFacts, type StatedFact } from '../src/facts/index.ts';
import { loadDecisionTable, loadFactLexicon } from '../src/knowledge/decision.ts';
import { factNameSchema, givenFactsSchema } from '../src/knowledge/decision-schema.ts';
import { caseSchema, conversationOf, type DecisionCase } from './cases.ts';

const root = join(import.meta.dirname, '..', 'knowledge');
const loaded = <T>(result: { ok: true; value: T } | { ok: false; errors: readonly { problem: string }[] }): T => {
  if (result.ok) return result.value;
  throw new Error(result.errors.map(({ problem }) => problem).join('\n'));
};
const table = loaded(loadDecisionTable(root));
const lexicon = loaded(loadFactLexicon(root));

/** Facts as a caller gives them. */
export const given = (facts: Readonly<Record<string, unknown>>): readonly StatedFact[] =>
  Object.entries(givenFactsSchema.parse(facts)).flatMap(([name, value]): readonly StatedFact[] =>
    value === undefined ? [] : [{ fact: factNameSchema.parse(name), value, span: null, source: 'given' }],
  );

/** Decides one case from its words alone. */
export const decideText = (row: DecisionCase): Readonly<{ facts: readonly StatedFact[]; decision: Decision }> => {
  const facts = extractFacts(conversationOf(row), lexicon);
  return { facts, decision: decide(facts, table) };
};

/** Whether the named flip, added to the facts, brings about the runner-up. */
export const flipHolds = (facts: readonly StatedFact[], decision: Decision): boolean => {
  if (decision.runnerUp === null) return false;
  const flip: StatedFact = { ...decision.runnerUp.flip, span: null, source: 'given' };
  return decide([...facts, flip], table).pattern === decision.runnerUp.pattern;
};

type Outcome = Readonly<{ id: string; label: string; got: string; good: boolean }>;

/** The figures of a labelled set; shares are 0 to 1, null where nothing of the kind is in the set. */
export type DecisionFigures = Readonly<{
  cases: number;
  fromText: number;
  fromFacts: number | null;
  localWithoutWarning: number;
  waitsAnsweredChoreography: number;
  flips: number | null;
  askedWhenComplete: number | null;
  askedWhenOpen: number | null;
  byKind: Readonly<Record<string, number>>;
  byLanguage: Readonly<Record<string, number>>;
  wrong: readonly Outcome[];
}>;

/** Measures a labelled set. */
export const evalDecisions = (rows: readonly unknown[]): DecisionFigures => {
  const judged = rows.map((row) => judge(caseSchema.parse(row)));
  const decided = judged.filter(({ decision }) => decision.pattern !== 'ask');
  const complete = judged.filter(({ row }) => row.label !== 'ask');
  const withFacts = judged.flatMap(({ row, fromFacts }) => (row.facts === undefined ? [] : [fromFacts]));
  return {
    cases: judged.length,
    fromText: share(judged, ({ good }) => good) ?? 0,
    fromFacts: share(withFacts, (good) => good),
    localWithoutWarning: judged.filter(unwarned).length,
    waitsAnsweredChoreography: judged.filter(
      ({ row, decision }) =>
        (row.facts?.humanSteps === true || row.facts?.fanIn === true) && decision.pattern === 'choreography',
    ).length,
    flips: share(decided, ({ facts, decision }) => flipHolds(facts, decision)),
    askedWhenComplete: share(complete, ({ decision }) => decision.pattern === 'ask'),
    askedWhenOpen: share(
      judged.filter(({ row }) => row.label === 'ask'),
      ({ decision }) => decision.pattern === 'ask',
    ),
    byKind: grouped(judged, ({ row }) => row.kind ?? row.label),
    byLanguage: grouped(judged, ({ row }) => row.lang ?? 'en'),
    wrong: judged
      .filter(({ good }) => !good)
      .map(({ row, decision }) => ({ id: row.id, label: row.label, got: decision.pattern, good: false })),
  };
};

type Judged = ReturnType<typeof judge>;

const judge = (row: DecisionCase) => {
  const { facts, decision } = decideText(row);
  const fromFacts = row.facts !== undefined && row.acceptable.includes(decide(given(row.facts), table).pattern);
  return { row, facts, decision, fromFacts, good: row.acceptable.includes(decision.pattern) };
};

const unwarned = ({ row, decision }: Judged): boolean =>
  row.label === 'local_transaction' &&
  ['saga', 'process_manager', 'choreography'].includes(decision.pattern) &&
  decision.warnings.length === 0;

const share = <T>(items: readonly T[], test: (item: T) => boolean): number | null =>
  items.length === 0 ? null : Math.round((items.filter(test).length / items.length) * 1000) / 1000;

const grouped = (judged: readonly Judged[], key: (one: Judged) => string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...new Set(judged.map(key))].sort().map((name) => [
      name,
      share(
        judged.filter((one) => key(one) === name),
        ({ good }) => good,
      ) ?? 0,
    ]),
  );
