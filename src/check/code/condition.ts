import type { Condition, Formula, Test } from '../../process/rules.ts';
import type { Layout } from '../layout.ts';
import { lookFor } from '../look.ts';
import { and, type Code, choose, constant, equal, folded, get, or, shiftRight, when } from '../wasm/instructions.ts';
import { before } from './locals.ts';

/** The code of a word of the state, by where it stands. */
export type WordCode = (word: number) => Code;

/** Code that gives 1 where all tests hold, else 0. Those for one value that share a word become one comparison. */
export const conditionCode = (tests: Condition, layout: Layout, word: WordCode): Code => {
  if (tests.length === 0) return constant(1);
  const { look, rest } = lookFor(tests, layout);
  const compared = look.mask === 0 ? [] : [equal(and(word(look.word), constant(look.mask)), constant(look.value))];
  const others = look.mask === 0 ? rest.map((test) => member(test, layout, word)) : [conditionCode(rest, layout, word)];
  return folded(and, [...compared, ...(rest.length === 0 ? [] : others)], constant(1));
};

const member = ({ variable, values }: Test, layout: Layout, word: WordCode): Code => {
  const field = layout.field(variable);
  const value = and(shiftRight(word(field.word), constant(field.shift)), constant(field.mask));
  return and(shiftRight(constant(values), value), constant(1));
};

/** Code that gives 1 where a formula holds, else 0. */
export const formulaCode = (formula: Formula, layout: Layout, word: WordCode): Code => {
  const parts = (list: readonly Formula[]) => list.map((part) => formulaCode(part, layout, word));
  if ('all' in formula)
    return folded((left, right) => choose(left, right, constant(0)), parts(formula.all), constant(1));
  if ('any' in formula) return folded(or, parts(formula.any), constant(0));
  return conditionCode([formula], layout, word);
};

/** Code that is run where all tests hold in the state that is left. */
export const guarded = (tests: Condition, code: Code, layout: Layout): Code =>
  tests.length === 0
    ? code
    : when(
        conditionCode(tests, layout, (word) => get(before(word))),
        code,
      );
