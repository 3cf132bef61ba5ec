/** Every state found so far, bit-packed one after the other, each known by its index. */
export type States = Readonly<{
  count: () => number;
  /** Where the states lie; changes when the set grows, so ask again after `add`. */
  words: () => Int32Array;
  /** The index of the state at `base` of `source`; it is new when the index equals the former count. */
  add: (source: Int32Array, base: number) => number;
  /** The index of the state at `base` of `source`, or -1. */
  find: (source: Int32Array, base: number) => number;
  /** How many more fit before it grows. */
  room: () => number;
  /** Bytes taken. */
  bytes: () => number;
}>;

const initialCapacity = 1 << 10;

/** An empty set of states of `width` words: open addressing, compared exactly, so that no state is ever lost to a hash. */
export const stateSet = (width: number): States => {
  let capacity = initialCapacity;
  let states = new Int32Array(capacity * width);
  let table = new Int32Array(capacity * 2);
  let count = 0;

  const slotOf = (source: Int32Array, base: number): number => {
    const last = table.length - 1;
    let slot = hash(source, base, width) & last;
    for (;;) {
      const index = (table[slot] ?? 0) - 1;
      if (index < 0 || same(states, index * width, source, base, width)) return slot;
      slot = (slot + 1) & last;
    }
  };

  const grow = (): void => {
    capacity *= 2;
    const larger = new Int32Array(capacity * width);
    larger.set(states);
    states = larger;
    // The old one need not be there while the new one is filled.
    table = new Int32Array(0);
    table = new Int32Array(capacity * 2);
    const last = table.length - 1;
    for (let index = 0; index < count; index += 1) {
      let slot = hash(states, index * width, width) & last;
      while (table[slot] !== 0) slot = (slot + 1) & last;
      table[slot] = index + 1;
    }
  };

  return {
    count: () => count,
    words: () => states,
    room: () => capacity - count,
    bytes: () => states.byteLength + table.byteLength,
    find: (source, base) => (table[slotOf(source, base)] ?? 0) - 1,
    add: (source, base) => {
      const slot = slotOf(source, base);
      const known = (table[slot] ?? 0) - 1;
      if (known >= 0) return known;
      const index = count;
      for (let word = 0; word < width; word += 1) states[index * width + word] = source[base + word] ?? 0;
      table[slot] = index + 1;
      count += 1;
      if (count === capacity) grow();
      return index;
    },
  };
};

const hash = (source: Int32Array, base: number, width: number): number => {
  let mixed = 0x9e3779b9;
  for (let word = 0; word < width; word += 1) {
    mixed = Math.imul(mixed ^ (source[base + word] ?? 0), 0x85ebca6b);
    mixed ^= mixed >>> 15;
  }
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
};

const same = (states: Int32Array, at: number, source: Int32Array, base: number, width: number): boolean => {
  for (let word = 0; word < width; word += 1) if (states[at + word] !== source[base + word]) return false;
  return true;
};
