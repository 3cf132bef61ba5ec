import { runsOf } from '../engine.ts';
import { type Layout, wordsOf } from '../layout.ts';
import { type Memory, record, wordBytes } from '../memory.ts';
import type { Action, Elimination } from '../program.ts';
import {
  add,
  and,
  type Code,
  call,
  constant,
  doIf,
  drop,
  flat,
  folded,
  get,
  increase,
  lessUnsigned,
  load,
  or,
  select,
  set,
  shiftLeft,
  shiftRight,
  store,
  when,
  xor,
} from '../wasm/instructions.ts';
import { type Write, writesOf } from '../writes.ts';
import { formulaCode, guarded, type WordCode } from './condition.ts';
import { after, before, count, out, scratch, via } from './locals.ts';

/**
 * Takes an action whose guard holds: writes the successor, and its record, where the next ones go. A successor that is no
 * other state is counted, and the next takes its place.
 * @param sorts the routines that sort the groups it may bring out of order
 */
export const actionCode = (
  action: Action,
  drops: readonly Drop[],
  sorts: readonly number[],
  layout: Layout,
  memory: Memory,
): Code => {
  const writes = writesOf(action.effects, layout);
  // What is dropped may change any word.
  const changed = drops.length > 0 ? wordsOf(layout.words) : [...new Set(writes.map(({ word }) => word))];
  const local = (word: number): number => (changed.includes(word) ? after(word, layout) : before(word));
  return [
    store(constant((memory.fired + action.id) * wordBytes), constant(1)),
    changed.map((word) => set(after(word, layout), get(before(word)))),
    writes.map((write) => writing(write, layout)),
    dropping(drops, layout),
    wordsOf(layout.words).map((word) => store(get(out), get(local(word)), word * wordBytes)),
    sorts.map((group) => drop(call(group, get(out)))),
    sorts.length > 0
      ? keeping(action, wordsOf(layout.words), (word) => load(get(out), word * wordBytes), layout, memory)
      : keeping(action, changed, (word) => get(after(word, layout)), layout, memory),
  ];
};

/** Keeps the successor that was written if one of these words differs, else counts it. */
const keeping = (
  { id }: Action,
  changed: readonly number[],
  written: WordCode,
  layout: Layout,
  memory: Memory,
): Code => {
  const idle = constant(memory.idle * wordBytes);
  const different = changed.map((word) => xor(written(word), get(before(word))));
  return doIf(
    folded(or, different, constant(0)),
    [
      store(get(via), constant(id), record.action * wordBytes),
      increase(out, layout.words * wordBytes),
      increase(via, record.words * wordBytes),
      increase(count, 1),
    ],
    store(idle, add(load(idle), constant(1))),
  );
};

const writing = (write: Write, layout: Layout): Code => {
  const { word, keep, to, shift, mask, max } = write;
  const old = and(shiftRight(get(before(word)), constant(shift)), constant(mask));
  const larger = [
    set(scratch, add(old, constant(write.add))),
    set(scratch, select(lessUnsigned(get(scratch), constant(max)), get(scratch), constant(max))),
  ];
  const kept = and(get(after(word, layout)), constant(keep));
  const value = write.add === 0 ? constant(to) : shiftLeft(get(scratch), constant(shift));
  const code = [write.add === 0 ? [] : larger, set(after(word, layout), or(kept, value))];
  return guarded(write.when, code, layout);
};

/** An elimination in code, over the words of the successor. */
export type Drop = Readonly<{ word: number; bit: number; code: Uint8Array }>;

export const dropOf = ({ message, clears, when: formula }: Elimination, layout: Layout): Drop => {
  const { word, shift } = layout.field(message);
  const code = when(
    formulaCode({ all: [{ variable: message, values: 2 }, formula] }, layout, (each) => get(after(each, layout))),
    clears.map(layout.field).map((field) => {
      const local = after(field.word, layout);
      return set(local, and(get(local), constant(~(field.mask << field.shift))));
    }),
  );
  return { word, bit: 1 << shift, code: flat(code) };
};

/** Neighbours whose messages lie in one word are looked at only if any of them is in flight: mostly none is. */
const dropping = (drops: readonly Drop[], layout: Layout): Code =>
  runsOf(drops, ({ word }) => word).map((run) => {
    const bits = run.reduce((all, { bit }) => all | bit, 0);
    const inFlight = and(get(after(run[0]?.word ?? 0, layout)), constant(bits));
    return when(
      inFlight,
      run.map(({ code }) => code),
    );
  });
