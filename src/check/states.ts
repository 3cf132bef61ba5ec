import { lookupFor } from './lookup.ts';

/** Every state found so far, each known by its index: one row per state, its bit-packed words and its cost. */
export type States = Readonly<{
  count: () => number;
  /** Where the rows lie; changes when the set grows, so ask again after `reach`. */
  rows: () => Int32Array;
  /** Words per row: the state `n` begins at `n × stride`. */
  stride: number;
  /** The lowest cost at which the state was reached. */
  cost: (state: number) => number;
  /**
   * Takes note that the `count` states that lie one after the other in `source` can be reached: the first `cheaper` of
   * them at `cost`, the others at `more`. Writes their indices to `found`: complemented (`~index`) if no way there was
   * as cheap before. Those that are new follow in order on what was there.
   */
  reach: (source: Int32Array, count: number, cheaper: number, cost: number, more: number, found: Int32Array) => void;
  /** The index of the state at `base` of `source`, or -1. */
  find: (source: Int32Array, base: number) => number;
  /** How many more fit before it grows. */
  room: () => number;
  /** Bytes taken. */
  bytes: () => number;
}>;

const initialCapacity = 1 << 10;

/** An empty set of states of `width` words. */
export const stateSet = (width: number): States => {
  const { locate, enter } = lookupFor(width);
  const stride = width + 1;
  const one = new Int32Array(1);
  let capacity = initialCapacity;
  let rows = new Int32Array(capacity * stride);
  let table = new Int32Array(capacity * 2);
  let known = 0;

  const grow = (): void => {
    capacity *= 2;
    const larger = new Int32Array(capacity * stride);
    larger.set(rows);
    rows = larger;
    // The old one need not be there while the new one is filled.
    table = new Int32Array(0);
    table = new Int32Array(capacity * 2);
    enter(rows, table, known);
  };

  return {
    stride,
    count: () => known,
    rows: () => rows,
    cost: (state) => rows[state * stride + width] ?? -1,
    room: () => capacity - known,
    bytes: () => rows.byteLength + table.byteLength,
    find: (source, base) => {
      locate(source, base, 1, 1, -1, -1, one, rows, table, known);
      return one[0] ?? -1;
    },
    reach: (source, count, cheaper, cost, more, found) => {
      while (capacity - known < count) grow();
      known = locate(source, 0, count, cheaper, cost, more, found, rows, table, known);
    },
  };
};
