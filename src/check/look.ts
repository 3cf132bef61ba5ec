import type { Condition, Test } from '../process/rules.ts';
import type { Layout } from './layout.ts';

/** What must be in one word of the state. */
export type Look = Readonly<{ word: number; mask: number; value: number }>;

/** The tests for one value that share a word with the first of them, as one comparison; and the other tests. */
export const lookFor = (tests: Condition, layout: Layout): Readonly<{ look: Look; rest: Condition }> => {
  const first = tests.find(isForOne);
  if (!first) return { look: { word: 0, mask: 0, value: 0 }, rest: tests };
  const { word } = layout.field(first.variable);
  const looked = tests.filter((test) => isForOne(test) && layout.field(test.variable).word === word);
  let [mask, value] = [0, 0];
  for (const { variable, values } of looked) {
    const field = layout.field(variable);
    mask |= field.mask << field.shift;
    value |= (31 - Math.clz32(values)) << field.shift;
  }
  return { look: { word, mask, value }, rest: tests.filter((test) => !looked.includes(test)) };
};

const isForOne = ({ values }: Test): boolean => values !== 0 && (values & (values - 1)) === 0;
