import type { Assignment, Condition } from '../process/rules.ts';
import type { Layout } from './layout.ts';

/** What an assignment does to a word of the state: keeps some bits, and sets others to a value or to a larger one. */
export type Write = Readonly<{
  /** What must hold before any of the writes. */
  when: Condition;
  word: number;
  keep: number;
  /** In place; zero where `add` says what becomes of the old value. */
  to: number;
  add: number;
  shift: number;
  mask: number;
  /** What adding does not exceed. */
  max: number;
}>;

/** The writes of assignments, in order. Those of constants to one word, with nothing conditional between them, become one. */
export const writesOf = (effects: readonly Assignment[], layout: Layout): readonly Write[] => {
  const found: Write[] = [];
  for (const effect of effects) {
    const write = writeOf(effect, layout);
    const since = found.findLastIndex((each) => !isPlain(each)) + 1;
    const known = isPlain(write) ? found.findIndex(({ word }, index) => index >= since && word === write.word) : -1;
    const before = found[known];
    if (before) found[known] = { ...write, keep: before.keep & write.keep, to: (before.to & write.keep) | write.to };
    else found.push(write);
  }
  return found;
};

const isPlain = ({ when, add }: Write): boolean => when.length === 0 && add === 0;

const writeOf = (effect: Assignment, layout: Layout): Write => {
  const { word, shift, mask, size } = layout.field(effect.variable);
  return {
    when: effect.when ?? [],
    word,
    keep: ~(mask << shift),
    to: 'to' in effect ? effect.to << shift : 0,
    add: 'to' in effect ? 0 : effect.add,
    shift,
    mask,
    max: size - 1,
  };
};
