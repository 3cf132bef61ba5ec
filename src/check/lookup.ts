/** Finds packed states in a hash table of their indices. A row is the words of a state and what it cost to get there. */
export type Lookup = Readonly<{
  /**
   * Writes to `found` the index of each of `count` states that lie one after the other from `base` on in `source`; or
   * its complement, if that state is new or was not reached at so low a cost before. The first `cheaper` of them are
   * reached at `cost`, the others at `more`. New states get the next free rows; a cost below zero adds and changes
   * nothing, and finds -1 for what is not there. Returns how many are known then.
   */
  locate: (
    source: Int32Array,
    base: number,
    count: number,
    cheaper: number,
    cost: number,
    more: number,
    found: Int32Array,
    rows: Int32Array,
    table: Int32Array,
    known: number,
  ) => number;
  /** Enters the first `known` rows in an empty table. */
  enter: (rows: Int32Array, table: Int32Array, known: number) => void;
}>;

/** Code without loops over the words of a state is faster by a quarter; states wider than this are too rare to matter. */
const widestUnrolled = 32;

const lookups = new Map<number, Lookup>();

/**
 * The lookup for states of `width` words: open addressing, compared exactly, so that no state is ever lost to a hash.
 * An entry of the table is the index of a state plus one, below those bits of its hash that did not choose the place:
 * nearly all states that differ are told apart without a look at their rows. The code is generated for the width, and
 * once only, so that many small searches share what V8 has optimised. Only integers enter its text.
 */
export const lookupFor = (width: number): Lookup => {
  const known = lookups.get(width);
  if (known) return known;
  const text = textFor(width);
  const made: Lookup = {
    locate: new Function('equal', locateText(text))(equal),
    enter: new Function(enterText(text))(),
  };
  lookups.set(width, made);
  return made;
};

/** Fragments about the state at `b` of `source` and the row at `r` of `rows`. */
type Text = Readonly<{ width: number; load: string; hash: string; same: string; copy: string }>;

const textFor = (width: number): Text => {
  const words = Array.from({ length: width }, (_, word) => word);
  const begun = `let h = ${0x9e3779b9 | 0};`;
  const mixed = (word: string) => `h = Math.imul(h ^ ${word}, ${0x85ebca6b | 0}); h ^= h >>> 15;`;
  const finished = `h = Math.imul(h, ${0xc2b2ae35 | 0}); h ^= h >>> 16;`;
  if (width > widestUnrolled)
    return {
      width,
      load: '',
      hash: `${begun} for (let w = 0; w < ${width}; w++) { ${mixed('source[b + w]')} } ${finished}`,
      same: `equal(rows, r, source, b, ${width})`,
      copy: `for (let w = 0; w < ${width}; w++) rows[r + w] = source[b + w];`,
    };
  return {
    width,
    load: words.map((word) => `const w${word} = source[b + ${word}];`).join(' '),
    hash: `${begun} ${words.map((word) => mixed(`w${word}`)).join(' ')} ${finished}`,
    same: words.map((word) => `rows[r + ${word}] === w${word}`).join(' && ') || 'true',
    copy: words.map((word) => `rows[r + ${word}] = w${word};`).join(' '),
  };
};

const equal = (left: Int32Array, at: number, right: Int32Array, base: number, width: number): boolean => {
  for (let word = 0; word < width; word += 1) if (left[at + word] !== right[base + word]) return false;
  return true;
};

const locateText = ({ width, load, hash, same, copy }: Text): string => `
return (source, base, count, cheaper, cost, more, found, rows, table, known) => {
  const last = table.length - 1;
  for (let i = 0, b = base; i < count; i++, b += ${width}) {
    ${load}
    ${hash}
    const c = i < cheaper ? cost : more;
    let slot = h & last;
    for (;;) {
      const entry = table[slot];
      if (entry === 0) {
        found[i] = -1;
        if (c >= 0) {
          const r = Math.imul(known, ${width + 1});
          ${copy}
          rows[r + ${width}] = c;
          found[i] = ~known;
          known++;
          table[slot] = (h & ~last) | known;
        }
        break;
      }
      if (((entry ^ h) & ~last) === 0) {
        const n = (entry & last) - 1;
        const r = Math.imul(n, ${width + 1});
        if (${same}) {
          found[i] = n;
          if (c >= 0 && c < rows[r + ${width}]) {
            rows[r + ${width}] = c;
            found[i] = ~n;
          }
          break;
        }
      }
      slot = (slot + 1) & last;
    }
  }
  return known;
};`;

const enterText = ({ width, load, hash }: Text): string => `
return (source, table, known) => {
  const last = table.length - 1;
  for (let i = 0, b = 0; i < known; i++, b += ${width + 1}) {
    ${load}
    ${hash}
    let slot = h & last;
    while (table[slot] !== 0) slot = (slot + 1) & last;
    table[slot] = (h & ~last) | (i + 1);
  }
};`;
