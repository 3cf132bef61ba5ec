import type { Condition } from '../../process/rules.ts';
import { eliminationsOfActions, firstAsked, groupsTouched, runsOf } from '../engine.ts';
import { type Layout, wordsOf } from '../layout.ts';
import { type Memory, record, wordBytes } from '../memory.ts';
import type { Action, Program } from '../program.ts';
import { add, type Code, call, constant, flat, get, load, multiply, set } from '../wasm/instructions.ts';
import type { Routine } from '../wasm/module.ts';
import { actionCode, dropOf } from './action.ts';
import { guarded } from './condition.ts';
import { before, count, out, state, via } from './locals.ts';

/** Bytes of one routine at most: V8 takes long over large ones. */
const longestRoutine = 8_000;

/** Calls the parts one after the other, each of which gives back how many successors there are then. */
export const successorsRoutine = (name: string, parts: readonly number[]): Routine => ({
  name,
  parameters: 2,
  locals: 0,
  body: [parts.map((each) => set(count, call(each, get(state), get(count)))), get(count)],
});

/** The code of an action, under the tests that are not known to hold where it stands. */
type Guarded = Readonly<{ tests: Condition; code: Uint8Array }>;

/** Routines that each compute some of the successors, in the order of the actions; made one action at a time. */
export function* partsOf(
  actions: readonly Action[],
  program: Program,
  layout: Layout,
  memory: Memory,
): Generator<undefined, readonly Routine[]> {
  const dueAfter = eliminationsOfActions(program);
  const drops = new Map(program.eliminations.map((each) => [each, dropOf(each, layout)]));
  const blocks: Guarded[] = [];
  for (const action of actions) {
    const due = dueAfter(action);
    const dropped = due.flatMap((each) => drops.get(each) ?? []);
    const code = flat(actionCode(action, dropped, groupsTouched(action, due, layout), layout, memory));
    blocks.push({ tests: action.guard, code });
    yield;
  }
  const parts: Routine[] = [];
  for (const each of inParts(blocks)) {
    parts.push(part(each, layout, memory));
    yield;
  }
  return parts;
}

const inParts = (blocks: readonly Guarded[]): readonly (readonly Guarded[])[] => {
  const parts: Guarded[][] = [];
  let left = 0;
  for (const each of blocks) {
    left -= each.code.length;
    const last = left < 0 ? undefined : parts.at(-1);
    if (last) last.push(each);
    else {
      parts.push([each]);
      left = longestRoutine - each.code.length;
    }
  }
  return parts;
};

const part = (blocks: readonly Guarded[], layout: Layout, { successors, records }: Memory): Routine => ({
  parameters: 2,
  locals: 3 + 2 * layout.words,
  body: [
    set(out, add(constant(successors * wordBytes), multiply(get(count), constant(layout.words * wordBytes)))),
    set(via, add(constant(records * wordBytes), multiply(get(count), constant(record.words * wordBytes)))),
    wordsOf(layout.words).map((word) => set(before(word), load(get(state), word * wordBytes))),
    flat(nested(blocks, layout)),
    get(count),
  ],
});

/**
 * What neighbours ask first, such as for the message they all take, is asked once for all of them: most actions of a
 * state are ruled out by the dozen. Neighbours only, so that successors keep their order.
 */
const nested = (list: readonly Guarded[], layout: Layout): Code =>
  runsOf(list, ({ tests }) => firstAsked(tests)).map((run) => {
    const first = run[0]?.tests[0];
    if (!first || run.length === 1) return run.map(({ tests, code }) => guarded(tests, code, layout));
    const inner = run.map(({ tests, code }) => ({ tests: tests.slice(1), code }));
    return guarded([first], nested(inner, layout), layout);
  });
