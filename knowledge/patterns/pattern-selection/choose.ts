export type Facts = Readonly<{
  oneTransaction: boolean;
  /** An invariant may not be broken even for a moment. */
  alwaysTrue: boolean;
  waitsForPeople: boolean;
  /** Joins, counts or collects. */
  waitsForSeveral: boolean;
  /** Deadlines with reactions of their own. */
  waitsWithTime: boolean;
  usesHistory: boolean;
  mustUndo: boolean;
}>;

export type Pattern = 'local transaction' | 'process manager' | 'saga' | 'choreography';

/** The questions in their order: the first that is answered with yes decides. */
const gates: readonly (readonly [keyof Facts, Pattern])[] = [
  ['oneTransaction', 'local transaction'],
  ['alwaysTrue', 'local transaction'],
  ['waitsForPeople', 'process manager'],
  ['waitsForSeveral', 'process manager'],
  ['waitsWithTime', 'process manager'],
  ['usesHistory', 'process manager'],
  ['mustUndo', 'saga'],
];

/** The pattern, the fact that decided, and what would be chosen if that fact were otherwise. */
export const choose = (
  facts: Facts,
): Readonly<{ pattern: Pattern; because: keyof Facts | 'nothing waits'; otherwise: Pattern }> => {
  const gate = gates.find(([fact]) => facts[fact]);
  if (gate === undefined) return { pattern: 'choreography', because: 'nothing waits', otherwise: 'saga' };
  const [because, pattern] = gate;
  return { pattern, because, otherwise: choose({ ...facts, [because]: false }).pattern };
};
