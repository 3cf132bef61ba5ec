import type { FactName, FactValue } from '../knowledge/decision-schema.ts';
import type { StatedFact } from '../stated-fact.ts';

/** Where text and adviser say different things; the text's reading is used. */
export type Disagreement = Readonly<{ fact: FactName; used: FactValue; adviser: StatedFact }>;

export type Combined = Readonly<{
  facts: readonly StatedFact[];
  /** What only the adviser said. */
  filled: readonly FactName[];
  disagreements: readonly Disagreement[];
}>;

/** Adds the adviser's facts to the others: they fill what is open and change nothing that is known. */
export const combine = (known: readonly StatedFact[], advised: readonly StatedFact[]): Combined => {
  const filling: StatedFact[] = [];
  const disagreements: Disagreement[] = [];
  for (const adviser of advised) {
    const stated = known.findLast(({ fact }) => fact === adviser.fact);
    if (stated === undefined) filling.push(adviser);
    else if (stated.value !== adviser.value) disagreements.push({ fact: adviser.fact, used: stated.value, adviser });
  }
  return { facts: [...known, ...filling], filled: [...new Set(filling.map(({ fact }) => fact))].sort(), disagreements };
};
