import type { DecisionTable, FactName, FactValue } from '../knowledge/decision-schema.ts';
import { tryGates } from './gates.ts';
import { type Known, withFact } from './known.ts';

/** Something to ask before deciding; words come from the decision table. */
export type Question = Readonly<{ fact: FactName; question: string; why: string; recommended: FactValue }>;

/**
 * At most three facts that are unknown or only hinted at: those hinted at first, then those that decide by themselves
 * with either answer, then in the table's order.
 */
export const questionsFor = (known: Known, table: DecisionTable): readonly Question[] =>
  table.facts
    .flatMap(({ name, ask }) => (ask === undefined || isTold(known, name) ? [] : [{ fact: name, ...ask }]))
    .map((question, order) => ({
      question,
      order,
      hinted: Number(known.get(question.fact)?.value === true),
      decides: decides(known, question.fact, table),
    }))
    .sort((a, b) => b.hinted - a.hinted || b.decides - a.decides || a.order - b.order)
    .slice(0, 3)
    .map(({ question }) => question);

/** Confidence from which nobody needs to ask again. */
const TOLD = 0.8;

const isTold = (known: Known, fact: FactName): boolean => {
  const stated = known.get(fact);
  return stated !== undefined && (stated.confidence ?? 1) >= TOLD;
};

const decides = (known: Known, fact: FactName, table: DecisionTable): number =>
  [true, false].filter((value) => tryGates(withFact(known, fact, value), table).gate !== null).length;
