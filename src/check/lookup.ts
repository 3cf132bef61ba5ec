import { type Memory, record } from './memory.ts';

/**
 * Finds packed states in a hash table of their indices. A row is the words of a state and what it cost to get there. Open
 * addressing, compared exactly, so that no state is ever lost to a hash. An entry of the table is the index of a state
 * plus one, below those bits of its hash that did not choose the place: nearly all states that differ are told apart
 * without a look at their rows. The table has a power of two of words, `last` being one less. Places are word indices.
 */
export type Lookup = Readonly<{
  /**
   * Finds each of the first `count` successors in memory, and writes its index to its record. Each costs `cost` and what
   * its action adds. Those that are new, or were not reached at so low a cost before, become the `news` in memory; says
   * how many they are. New states get the next free rows, and are counted as known.
   */
  reach: (count: number, cost: number, rows: number, table: number, last: number) => number;
  /** Adds and changes nothing, and finds -1 for what is not there. */
  find: (count: number, rows: number, table: number, last: number) => void;
  /** Enters the known rows in an empty table. */
  enter: (rows: number, table: number, last: number) => void;
}>;

/** The slow twin of `lookupCode`, for small searches and wherever there is no memory for code. */
export const lookupIn = (memory: Memory, width: number): Lookup => ({
  reach: (count, cost, rows, table, last) => {
    const words = memory.words();
    let told = 0;
    for (let index = 0; index < count; index += 1) {
      const at = memory.successors + index * width;
      const entry = memory.records + index * record.words;
      const total = cost + (words[memory.costs + (words[entry + record.action] ?? 0)] ?? 0);
      const hash = hashOf(words, at, width);
      const slot = slotFor(words, at, hash, width, rows, table, last);
      const known = words[memory.known] ?? 0;
      const found = words[slot] === 0 ? known : ((words[slot] ?? 0) & last) - 1;
      const row = rows + found * (width + 1);
      words[entry + record.found] = found;
      if (found === known) {
        words.copyWithin(row, at, at + width);
        words[slot] = (hash & ~last) | (known + 1);
        words[memory.known] = known + 1;
      } else if ((words[row + width] ?? 0) <= total) continue;
      words[row + width] = total;
      words[memory.news + told] = index;
      told += 1;
    }
    return told;
  },
  find: (count, rows, table, last) => {
    const words = memory.words();
    for (let index = 0; index < count; index += 1) {
      const at = memory.successors + index * width;
      const slot = slotFor(words, at, hashOf(words, at, width), width, rows, table, last);
      words[memory.records + index * record.words + record.found] = ((words[slot] ?? 0) & last) - 1;
    }
  },
  enter: (rows, table, last) => {
    const words = memory.words();
    const known = words[memory.known] ?? 0;
    for (let index = 0; index < known; index += 1) {
      const hash = hashOf(words, rows + index * (width + 1), width);
      let slot = hash & last;
      while (words[table + slot] !== 0) slot = (slot + 1) & last;
      words[table + slot] = (hash & ~last) | (index + 1);
    }
  },
});

const hashOf = (words: Int32Array, at: number, width: number): number => {
  let hash = 0x9e3779b9 | 0;
  for (let word = 0; word < width; word += 1) {
    hash = Math.imul(hash ^ (words[at + word] ?? 0), 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
};

/** The slot that holds the state at `at`, or the empty one where it belongs. */
const slotFor = (
  words: Int32Array,
  at: number,
  hash: number,
  width: number,
  rows: number,
  table: number,
  last: number,
): number => {
  for (let slot = hash & last; ; slot = (slot + 1) & last) {
    const entry = words[table + slot] ?? 0;
    if (entry === 0) return table + slot;
    const isAlike = ((entry ^ hash) & ~last) === 0;
    if (isAlike && isSame(words, at, rows + ((entry & last) - 1) * (width + 1), width)) return table + slot;
  }
};

/** Whether two states are the same. */
export const isSame = (words: Int32Array, left: number, right: number, width: number): boolean => {
  for (let word = 0; word < width; word += 1) if (words[left + word] !== words[right + word]) return false;
  return true;
};
