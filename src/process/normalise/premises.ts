import type { Assumption } from '../normalised.ts';

type Scalar = Assumption['value'];

/** Fills gaps with defaults and remembers, premise by premise, whether the document stated it. */
export type Premises = Readonly<{
  /** The stated value, or the pessimistic default. */
  take: <T extends Scalar>(path: string, stated: T | undefined, pessimistic: T) => T;
  /** Records a premise whose value is not a scalar by a word for it. */
  note: (path: string, value: Scalar, stated: boolean) => void;
  list: () => readonly Assumption[];
}>;

/** An empty list of premises. */
export const premises = (): Premises => {
  const taken: Assumption[] = [];
  const note = (path: string, value: Scalar, stated: boolean) => {
    taken.push({ path, value, source: stated ? 'stated' : 'assumed' });
  };
  return {
    note,
    take: (path, stated, pessimistic) => {
      const value = stated ?? pessimistic;
      note(path, value, stated !== undefined);
      return value;
    },
    list: () => taken,
  };
};
