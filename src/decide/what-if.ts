import type { Answer, DecisionTable, FactName, FactValue } from '../knowledge/decision-schema.ts';
import { tryGates } from './gates.ts';
import { type Known, withFact } from './known.ts';

/** The answer that comes second, and the one fact that would bring it about. */
export type RunnerUp = Readonly<{ pattern: Answer; flip: Readonly<{ fact: FactName; value: FactValue }> }>;

/**
 * The other answer that a single changed fact leads to, found by deciding again for each change the table lists, most
 * natural first; null when no single change turns the answer over.
 */
export const runnerUp = (known: Known, answer: Answer, table: DecisionTable): RunnerUp | null => {
  for (const flip of table.flips) {
    if (known.get(flip.fact)?.value === flip.value) continue;
    const pattern = tryGates(withFact(known, flip.fact, flip.value), table).gate?.pattern;
    if (pattern !== undefined && pattern !== answer) return { pattern, flip };
  }
  return null;
};

/** A fact nobody stated, and the value that the answer takes for granted. */
export type Assumption = Readonly<{ fact: FactName; value: boolean }>;

/** Facts nobody stated of which one value keeps the answer and the other changes it: the answer takes the one for granted. */
export const assumptions = (known: Known, answer: Answer, table: DecisionTable): readonly Assumption[] =>
  table.facts.flatMap(({ name, ask }) => {
    if (ask === undefined || known.has(name)) return [];
    const patternWith = (value: boolean) => tryGates(withFact(known, name, value), table).gate?.pattern;
    const value = [true, false].find((one) => patternWith(one) === answer);
    const other = value === undefined ? undefined : patternWith(!value);
    return value === undefined || other === undefined || other === answer ? [] : [{ fact: name, value }];
  });
