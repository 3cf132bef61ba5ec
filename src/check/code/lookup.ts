import type { Lookup } from '../lookup.ts';
import { type Memory, wordBytes } from '../memory.ts';
import {
  add,
  and,
  constant,
  get,
  increase,
  less,
  load,
  set,
  shiftLeft,
  store,
  unequal,
  when,
  whilst,
} from '../wasm/instructions.ts';
import { moduleOf, type Routine, routinesOf } from '../wasm/module.ts';
import {
  actionAt,
  bytesOf,
  entering,
  fetching,
  foundAt,
  hashAt,
  hashing,
  indexOf,
  probing,
  recordBytes,
  rowOf,
  slotOf,
} from './probing.ts';

/** Lookups in code, for states of `width` words. */
export const lookupCode = (memory: Memory, shared: WebAssemblyMemory, width: number): Lookup => {
  const routine = routinesOf(moduleFor(width), shared);
  const [reach, find, enter] = [routine('reach'), routine('find'), routine('enter')];
  const addressOf = (at: number): number => at * wordBytes;
  const [source, records] = [addressOf(memory.successors), addressOf(memory.records)];
  const [costs, known, news] = [addressOf(memory.costs), addressOf(memory.known), addressOf(memory.news)];
  return {
    reach: (count, cost, rows, table, last) =>
      reach(source, records, count, cost, costs, addressOf(rows), addressOf(table), last, known, news),
    find: (count, rows, table, last) => {
      find(source, records, count, addressOf(rows), addressOf(table), last);
    },
    enter: (rows, table, last) => {
      enter(addressOf(rows), addressOf(table), last, memory.words()[memory.known] ?? 0);
    },
  };
};

const moduleFor = (width: number): WebAssemblyModule => {
  const known = modules.get(width);
  if (known) return known;
  const made = moduleOf([reachRoutine(width), findRoutine(width), enterRoutine(width)]);
  modules.set(width, made);
  return made;
};

/** Compiled once for each width, so that many searches share what V8 has optimised. */
const modules = new Map<number, WebAssemblyModule>();

const reachRoutine = (width: number): Routine => {
  const places = { source: 0, records: 1, count: 2, rows: 5, table: 6, last: 7 };
  const [cost, costs, knownAt, news] = [3, 4, 8, 9];
  const cursors = { from: 10, at: 11, end: 12, hash: 13, entry: 14, slot: 15, row: 16 };
  const [total, known, index, told] = [17, 18, 19, 20];
  const { from, at, end, hash, entry, row } = cursors;
  const costAt = width * wordBytes;
  const telling = [store(slotOf(get(told), news), get(index)), increase(told, 1)];
  const onEmpty = [
    set(row, rowOf(add(get(known), constant(1)), places.rows, width)),
    bytesOf(width).map((word) => store(get(row), load(get(from), word), word)),
    store(get(row), get(total), costAt),
    store(get(at), get(known), foundAt),
    entering(places, cursors, known),
    telling,
  ];
  const onFound = [
    store(get(at), indexOf(entry, places.last), foundAt),
    when(less(get(total), load(get(row), costAt)), store(get(row), get(total), costAt), telling),
  ];
  return {
    name: 'reach',
    parameters: 10,
    locals: 11,
    body: [
      fetching(width, places, cursors),
      set(from, get(places.source)),
      set(at, get(places.records)),
      set(known, load(get(knownAt))),
      whilst(
        unequal(get(at), get(end)),
        set(hash, load(get(at), hashAt)),
        set(total, add(get(cost), load(add(get(costs), shiftLeft(load(get(at), actionAt), constant(2)))))),
        probing(width, places, cursors, onEmpty, onFound),
        increase(from, width * wordBytes),
        increase(at, recordBytes),
        increase(index, 1),
      ),
      store(get(knownAt), get(known)),
      get(told),
    ],
  };
};

const findRoutine = (width: number): Routine => {
  const places = { source: 0, records: 1, count: 2, rows: 3, table: 4, last: 5 };
  const cursors = { from: 6, at: 7, end: 8, hash: 9, entry: 10, slot: 11, row: 12 };
  const { from, at, end, hash, entry } = cursors;
  return {
    name: 'find',
    parameters: 6,
    locals: 7,
    body: [
      fetching(width, places, cursors),
      set(from, get(places.source)),
      set(at, get(places.records)),
      whilst(
        unequal(get(at), get(end)),
        set(hash, load(get(at), hashAt)),
        probing(
          width,
          places,
          cursors,
          store(get(at), constant(-1), foundAt),
          store(get(at), indexOf(entry, places.last), foundAt),
        ),
        increase(from, width * wordBytes),
        increase(at, recordBytes),
      ),
      constant(0),
    ],
  };
};

const enterRoutine = (width: number): Routine => {
  const [rows, table, last, count] = [0, 1, 2, 3];
  const cursors = { from: 4, at: 5, end: 6, hash: 7, entry: 8, slot: 9, row: 10 };
  const { from, hash, slot } = cursors;
  const known = 11;
  return {
    name: 'enter',
    parameters: 4,
    locals: 8,
    body: [
      set(from, get(rows)),
      whilst(
        less(get(known), get(count)),
        hashing(width, from, hash),
        set(slot, and(get(hash), get(last))),
        whilst(load(slotOf(get(slot), table)), set(slot, and(add(get(slot), constant(1)), get(last)))),
        entering({ table, last }, cursors, known),
        increase(from, (width + 1) * wordBytes),
      ),
      constant(0),
    ],
  };
};
