import type { Condition, Formula } from '../process/rules.ts';
import type { Layout } from './layout.ts';

/** What a word of the state is called where the text stands. */
export type Name = (word: number) => string;

/** All tests as one expression: those for one value that share a word become one comparison. */
export const condition = (tests: Condition, layout: Layout, name: Name): string => {
  const exact = new Map<number, { mask: number; value: number }>();
  const others: string[] = [];
  for (const test of tests) {
    const { word, shift, mask } = layout.field(test.variable);
    const value = 31 - Math.clz32(test.values);
    const known = exact.get(word) ?? { mask: 0, value: 0 };
    const single = test.values !== 0 && (test.values & (test.values - 1)) === 0;
    if (!single || (known.mask & (mask << shift)) !== 0) others.push(member(test, layout, name));
    else exact.set(word, { mask: known.mask | (mask << shift), value: known.value | (value << shift) });
  }
  const merged = [...exact].map(([word, { mask, value }]) => `(${name(word)} & ${mask}) === ${value}`);
  return [...merged, ...others].join(' && ') || 'true';
};

const member = (test: Condition[number], layout: Layout, name: Name): string => {
  const { word, shift, mask } = layout.field(test.variable);
  return `((${test.values} >>> ((${name(word)} >>> ${shift}) & ${mask})) & 1) === 1`;
};

/** A formula as an expression in parentheses. */
export const formulaText = (formula: Formula, layout: Layout, name: Name): string => {
  if ('all' in formula) return `(${formula.all.map((part) => formulaText(part, layout, name)).join(' && ') || 'true'})`;
  if ('any' in formula)
    return `(${formula.any.map((part) => formulaText(part, layout, name)).join(' || ') || 'false'})`;
  return condition([formula], layout, name);
};
