/** How each state was reached by the simplest story, and what is known of it. */
export type Labels = Readonly<{
  /** The state before, -1 for the initial one. */
  parent: (state: number) => number;
  /** The action that led here. */
  via: (state: number) => number;
  has: (state: number, flag: number) => boolean;
  raise: (state: number, flag: number) => void;
  /** Tells the story of a state anew; its flags stay. */
  tell: (state: number, parent: number, via: number) => void;
  /** Bytes taken. */
  bytes: () => number;
}>;

/** What is known of a state. */
export const flag = { expanded: 1, broken: 2, atRest: 4, safe: 8, trapped: 16 } as const;
const flagBits = 5;

/**
 * What a story costs is faults × 65536 + steps: ordered as stories are, the fewest faults first. One fault costs more
 * than any story without.
 */
export const faultCost = 0x10000;
export const faultsOf = (cost: number): number => Math.floor(cost / faultCost);
export const stepsOf = (cost: number): number => cost % faultCost;
/** Whether a story of this cost can go on: costs are 32-bit numbers, and a step too many would be taken for a fault. */
export const canGoOn = (cost: number): boolean => stepsOf(cost) < faultCost - 1 && faultsOf(cost) < 0x7fff;

/** Labels of states as they come to be known. Two words each: the parent, and the action above the flags. */
export const labelList = (): Labels => {
  let words = new Int32Array(1 << 11);
  const note = (state: number): number => words[state * 2 + 1] ?? 0;
  return {
    parent: (state) => words[state * 2] ?? -1,
    via: (state) => note(state) >> flagBits,
    has: (state, wanted) => (note(state) & wanted) !== 0,
    raise: (state, raised) => {
      words[state * 2 + 1] = note(state) | raised;
    },
    tell: (state, parent, via) => {
      if (state * 2 >= words.length) {
        const larger = new Int32Array(words.length * 2);
        larger.set(words);
        words = larger;
      }
      words[state * 2] = parent;
      words[state * 2 + 1] = (via << flagBits) | (note(state) & ((1 << flagBits) - 1));
    },
    bytes: () => words.byteLength,
  };
};
