import { wordsOf } from '../layout.ts';
import { record, wordBytes } from '../memory.ts';
import {
  add,
  and,
  block,
  branch,
  type Code,
  constant,
  folded,
  get,
  increase,
  isZero,
  load,
  loop,
  multiply,
  or,
  set,
  shiftLeft,
  shiftRight,
  store,
  subtract,
  unequal,
  when,
  whilst,
  xor,
} from '../wasm/instructions.ts';

export const recordBytes = record.words * wordBytes;
export const [actionAt, hashAt, foundAt] = [
  record.action * wordBytes,
  record.hash * wordBytes,
  record.found * wordBytes,
];

/** Where in a state each of its words lies. */
export const bytesOf = (width: number): readonly number[] => wordsOf(width).map((word) => word * wordBytes);

/** Sets `hash` to the hash of the state at `from`. */
export const hashing = (width: number, from: number, hash: number): Code => [
  set(hash, constant(0x9e3779b9)),
  bytesOf(width).map((at) => [
    set(hash, multiply(xor(get(hash), load(get(from), at)), constant(0x85ebca6b))),
    set(hash, xor(get(hash), shiftRight(get(hash), constant(15)))),
  ]),
  set(hash, multiply(get(hash), constant(0xc2b2ae35))),
  set(hash, xor(get(hash), shiftRight(get(hash), constant(16)))),
];

/** Whether the states at two addresses are the same. */
const same = (width: number, left: number, right: number): Code =>
  isZero(
    folded(
      or,
      bytesOf(width).map((at) => xor(load(get(left), at), load(get(right), at))),
      constant(0),
    ),
  );

export type Places = Readonly<{
  source: number;
  records: number;
  count: number;
  rows: number;
  table: number;
  last: number;
}>;
/** Locals that every loop over states needs. */
export type Cursors = Readonly<{
  from: number;
  at: number;
  end: number;
  hash: number;
  entry: number;
  slot: number;
  row: number;
}>;

/**
 * Hashes, then fetches all entries, then all rows they point to, in loops so tight that the processor waits for many at a
 * time; they are used only afterwards.
 */
export const fetching = (width: number, places: Places, cursors: Cursors): Code => {
  const { source, records, count, rows, table, last } = places;
  const { from, at, end, hash, entry } = cursors;
  const each = (...body: readonly Code[]): Code => [
    set(at, get(records)),
    whilst(unequal(get(at), get(end)), body, increase(at, recordBytes)),
  ];
  return [
    set(end, add(get(records), multiply(get(count), constant(recordBytes)))),
    set(from, get(source)),
    each(hashing(width, from, hash), store(get(at), get(hash), hashAt), increase(from, width * wordBytes)),
    each(store(get(at), load(slotOf(and(load(get(at), hashAt), get(last)), table)), foundAt)),
    set(entry, constant(0)),
    each(set(entry, or(get(entry), load(rowOf(and(load(get(at), foundAt), get(last)), rows, width))))),
    // Kept, or the compiler would see that nobody needs it.
    store(constant(0), get(entry)),
  ];
};

export const slotOf = (slot: Code, table: number): Code => add(get(table), shiftLeft(slot, constant(2)));
/** Where the row of an entry lies, whose index is one less. */
export const rowOf = (entry: Code, rows: number, width: number): Code => {
  const bytes = constant((width + 1) * wordBytes);
  return add(subtract(get(rows), bytes), multiply(entry, bytes));
};

/** Looks at one slot after the other for the state at `from`, till one is empty or holds it. */
export const probing = (
  width: number,
  { rows, table, last }: Pick<Places, 'rows' | 'table' | 'last'>,
  { from, hash, entry, slot, row }: Cursors,
  onEmpty: Code,
  onFound: Code,
): Code => [
  set(slot, and(get(hash), get(last))),
  block(
    loop(
      set(entry, load(slotOf(get(slot), table))),
      when(isZero(get(entry)), onEmpty, branch(2)),
      when(
        isZero(and(xor(get(entry), get(hash)), xor(get(last), constant(-1)))),
        set(row, rowOf(and(get(entry), get(last)), rows, width)),
        when(same(width, row, from), onFound, branch(3)),
      ),
      set(slot, and(add(get(slot), constant(1)), get(last))),
      branch(0),
    ),
  ),
];

/** What makes the free slot that was found hold the row after the last. */
export const entering = (
  { table, last }: Pick<Places, 'table' | 'last'>,
  { hash, slot }: Cursors,
  known: number,
): Code => [
  increase(known, 1),
  store(slotOf(get(slot), table), or(and(get(hash), xor(get(last), constant(-1))), get(known))),
];

export const indexOf = (entry: number, last: number): Code => subtract(and(get(entry), get(last)), constant(1));
