import type { Condition, Test } from '../process/rules.ts';
import type { Layout } from './layout.ts';

/** What must be in one word of the state. */
export type Look = Readonly<{ word: number; mask: number; value: number }>;

/** The tests for one value that share a word with the first of them, as one comparison; and the other tests. */
export const lookFor = (tests: Condition, layout: Layout): Readonly<{ look: Look; rest: Condition }> => {
  const first = tests.find(isForOne);
  const word = first ? layout.field(first.variable).word : 0;
  let [mask, value] = [0, 0];
  const rest = tests.filter((test) => {
    const field = layout.field(test.variable);
    const bits = field.mask << field.shift;
    // A second test of the same variable may contradict the first.
    if (!isForOne(test) || field.word !== word || (mask & bits) !== 0) return true;
    mask |= bits;
    value |= (31 - Math.clz32(test.values)) << field.shift;
    return false;
  });
  return { look: { word, mask, value }, rest };
};

const isForOne = ({ values }: Test): boolean => values !== 0 && (values & (values - 1)) === 0;
