import type { Condition, FactName, FactValue } from '../knowledge/decision-schema.ts';
import type { StatedFact } from '../stated-fact.ts';

/** What is known, one statement per fact. */
export type Known = ReadonlyMap<FactName, StatedFact>;

const rank = { given: 2, text: 1, adviser: 0 } as const;

/** One statement per fact: what is given beats what is read, what is read beats the adviser, later beats earlier. */
export const knownFrom = (facts: readonly StatedFact[]): Known => {
  const known = new Map<FactName, StatedFact>();
  for (const fact of facts) {
    const before = known.get(fact.fact);
    if (before === undefined || rank[fact.source] >= rank[before.source]) known.set(fact.fact, fact);
  }
  return known;
};

/** The same knowledge with one fact changed beyond doubt. */
export const withFact = (known: Known, fact: FactName, value: FactValue): Known =>
  new Map(known).set(fact, { fact, value, span: null, source: 'given' });

/** How surely all conditions hold: the product of the facts' confidence, 0 when one is unknown or does not hold. */
export const activation = (conditions: readonly Condition[], known: Known): number => {
  let sure = 1;
  for (const condition of conditions) {
    const stated = known.get(condition.fact);
    if (stated === undefined || !holds(condition, stated.value)) return 0;
    if (condition.fact !== conditions[0]?.fact || condition === conditions[0]) sure *= stated.confidence ?? 1;
  }
  return sure;
};

const holds = (condition: Condition, value: FactValue): boolean => {
  if (condition.is !== undefined && condition.is !== value) return false;
  if (condition.atLeast !== undefined && !(typeof value === 'number' && value >= condition.atLeast)) return false;
  return condition.atMost === undefined || (typeof value === 'number' && value <= condition.atMost);
};
