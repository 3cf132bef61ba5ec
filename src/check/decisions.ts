import type { Formula } from '../process/rules.ts';
import type { Layout } from './layout.ts';

/** Where evaluation ends. */
const yes = -1;
const no = -2;

const width = 6;

/**
 * Formulas as one flat list of tests, each with where to go on when it holds and when it does not. A formula is known
 * by where it starts.
 */
export type Decisions = Readonly<{
  add: (formula: Formula) => number;
  /** The evaluator of all formulas added so far. */
  evaluator: () => (start: number, states: Int32Array, base: number) => boolean;
}>;

/** An empty list of decisions over states of this layout. */
export const decisions = (layout: Layout): Decisions => {
  const code: number[] = [];
  const add = (formula: Formula, then: number, otherwise: number): number => {
    if ('all' in formula) return formula.all.reduceRight((next, part) => add(part, next, otherwise), then);
    if ('any' in formula) return formula.any.reduceRight((next, part) => add(part, then, next), otherwise);
    const { word, shift, mask } = layout.field(formula.variable);
    code.push(word, shift, mask, formula.values, then, otherwise);
    return code.length - width;
  };
  return { add: (formula) => add(formula, yes, no), evaluator: () => evaluatorOf(new Int32Array(code)) };
};

const evaluatorOf =
  (code: Int32Array) =>
  (start: number, states: Int32Array, base: number): boolean => {
    let at = start;
    while (at >= 0) {
      const word = states[base + (code[at] ?? 0)] ?? 0;
      const value = (word >>> (code[at + 1] ?? 0)) & (code[at + 2] ?? 0);
      at = (((code[at + 3] ?? 0) >>> value) & 1) === 1 ? (code[at + 4] ?? no) : (code[at + 5] ?? no);
    }
    return at === yes;
  };
