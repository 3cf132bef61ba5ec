import type { DecisionTable, FactName, FactValue } from '../knowledge/decision-schema.ts';
import { tryGates } from './gates.ts';
import { type Known, withFact } from './known.ts';

/** Something to ask before deciding; words come from the decision table. */
export type Question = Readonly<{ fact: FactName; question: string; why: string; recommended: FactValue }>;

/** At most three unknown facts, those first that decide by themselves with either answer, then in the table's order. */
export const questionsFor = (known: Known, table: DecisionTable): readonly Question[] =>
  table.facts
    .flatMap(({ name, ask }) => (ask === undefined || known.has(name) ? [] : [{ fact: name, ...ask }]))
    .map((question, order) => ({ question, order, decides: decides(known, question.fact, table) }))
    .sort((a, b) => b.decides - a.decides || a.order - b.order)
    .slice(0, 3)
    .map(({ question }) => question);

const decides = (known: Known, fact: FactName, table: DecisionTable): number =>
  [true, false].filter((value) => tryGates(withFact(known, fact, value), table).gate !== null).length;
