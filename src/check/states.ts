import { lookupCode } from './code/lookup.ts';
import { lookupIn } from './lookup.ts';
import { type Memory, record, wordBytes } from './memory.ts';

/** Every state found so far, each known by its index: one row per state, its bit-packed words and its cost. */
export type States = Readonly<{
  count: () => number;
  /** All words of the memory; others once the set has grown, so ask again after `reach`. */
  words: () => Int32Array;
  /** Where in them a state begins. */
  at: (state: number) => number;
  /** The lowest cost at which the state was reached. */
  cost: (state: number) => number;
  /**
   * Takes note that so many of the successors in memory can be reached, each at `cost` and what its action adds. Writes
   * their indices to their records; those that are new follow in order on what was there. Returns how many `news` there
   * are in memory: successors to which no way was as cheap before.
   */
  reach: (count: number, cost: number) => number;
  /** Takes note of the first state of all. */
  reachInitial: (state: Int32Array) => void;
  /** Writes the indices of so many of the successors in memory to their records, -1 for each that is not known. */
  find: (count: number) => void;
  /** How many more fit before it grows. */
  room: () => number;
  /** Bytes that the memory takes while so many more come to be known, none unless given: also while it moves. */
  bytes: (more?: number) => number;
}>;

const initialCapacity = 1 << 10;
/** From so many states on it is worth while to look them up in code, */
const capacityForCode = 1 << 14;
/** as long as they are not so wide that the code gets long. */
const widestInCode = 256;

/** An empty set of states of `width` words, in a memory that nothing else grows in. */
export const stateSet = (width: number, memory: Memory): States => {
  const stride = width + 1;
  const table = memory.states;
  let capacity = initialCapacity;
  let lookup = lookupIn(memory, width);
  let isCode = false;
  const count = (): number => memory.words()[memory.known] ?? 0;
  const last = (): number => capacity * 2 - 1;
  const rows = (): number => table + capacity * 2;
  memory.reserve(rows() + capacity * stride);

  /** The rows make way for a table of twice the size, which is filled anew. */
  const grow = (): void => {
    const before = rows();
    capacity *= 2;
    const shared = capacity === capacityForCode && width <= widestInCode ? memory.share() : null;
    if (shared) lookup = lookupCode(memory, shared, width);
    isCode ||= shared !== null;
    memory.reserve(rows() + capacity * stride);
    const words = memory.words();
    words.copyWithin(rows(), before, before + count() * stride);
    words.fill(0, table, rows());
    lookup.enter(rows(), table, last());
  };

  const bytes = (more = 0): number => {
    let enough = capacity;
    while (enough - count() < more) enough *= 2;
    const moving = enough === capacity || isCode ? 0 : memory.words().byteLength;
    return (table + enough * (2 + stride)) * wordBytes + moving;
  };

  const reach = (more: number, cost: number): number => {
    while (capacity - count() < more) grow();
    return lookup.reach(more, cost, rows(), table, last());
  };

  return {
    count,
    words: memory.words,
    at: (state) => rows() + state * stride,
    cost: (state) => memory.words()[rows() + state * stride + width] ?? -1,
    room: () => capacity - count(),
    bytes,
    find: (sought) => lookup.find(sought, rows(), table, last()),
    reach,
    reachInitial: (state) => {
      put(memory, 0, state, memory.beginning);
      reach(1, 0);
    },
  };
};

/** Makes a state the successor of this number. */
export const put = (memory: Memory, successor: number, state: Int32Array, action: number): void => {
  const words = memory.words();
  words.set(state, memory.successors + successor * state.length);
  words[memory.records + successor * record.words + record.action] = action;
};

/** What was found for a successor. */
export const foundIn = (memory: Memory, successor: number): number =>
  memory.words()[memory.records + successor * record.words + record.found] ?? -1;

/** The action that leads to a successor. */
export const actionIn = (memory: Memory, successor: number): number =>
  memory.words()[memory.records + successor * record.words + record.action] ?? 0;
