import { everyValue, type Formula, type Test } from '../process/rules.ts';

const always: Formula = { all: [] };
const never: Formula = { any: [] };

/** Whether a simplified formula holds nowhere. */
export const isNever = (formula: Formula): boolean => 'any' in formula && formula.any.length === 0;

/**
 * Says the same with less: tests that hold everywhere or nowhere are decided, what is said twice is said once. Parts
 * that several formulas share are simplified once, and are shared again.
 * @param sizes of the variables
 */
export const simplifier = (sizes: ReadonlyMap<string, number>): ((formula: Formula) => Formula) => {
  const known = new Map<Formula, Formula>();
  const simplified = (formula: Formula): Formula => {
    const found = known.get(formula) ?? simplify(formula);
    known.set(formula, found);
    return found;
  };
  const simplify = (formula: Formula): Formula => {
    if ('all' in formula) {
      const parts = once(formula.all.map(simplified).flatMap((part) => ('all' in part ? part.all : [part])));
      return parts.some(isNever) ? never : single(parts, { all: parts });
    }
    if ('any' in formula) {
      const parts = once(formula.any.map(simplified).flatMap((part) => ('any' in part ? part.any : [part])));
      return parts.some(isAlways) ? always : single(parts, { any: parts });
    }
    return decided(formula, everyValue(sizes.get(formula.variable) ?? 32));
  };
  return simplified;
};

/** Tests and parts in a formula, counted up to `most`: shared parts can make its text exponentially longer than itself. */
export const isLargerThan = (most: number, formula: Formula): boolean => {
  let count = 0;
  const visit = (part: Formula): boolean => {
    count += 1;
    if (count > most) return true;
    return ('all' in part && part.all.some(visit)) || ('any' in part && part.any.some(visit));
  };
  return visit(formula);
};

const isAlways = (formula: Formula): boolean => 'all' in formula && formula.all.length === 0;

const decided = (test: Test, every: number): Formula => {
  if ((test.values & every) === 0) return never;
  return (test.values & every) === every ? always : test;
};

const single = (parts: readonly Formula[], otherwise: Formula): Formula =>
  parts.length === 1 ? (parts[0] ?? otherwise) : otherwise;

const once = (parts: readonly Formula[]): readonly Formula[] => [
  ...new Map(parts.map((part) => ['variable' in part ? `${part.variable}=${part.values}` : part, part])).values(),
];
