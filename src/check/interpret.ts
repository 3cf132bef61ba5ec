import { type Decisions, decisions } from './decisions.ts';
import {
  actionsBy,
  type Engine,
  eliminationsOfActions,
  firstAsked,
  groupsTouched,
  type Must,
  memoryOf,
  runsOf,
  type Successors,
  type Verdicts,
  verdictFormulas,
} from './engine.ts';
import { initialState } from './initial.ts';
import { type Layout, layoutOf, type SlotField } from './layout.ts';
import { type Look, lookFor } from './look.ts';
import { isSame } from './lookup.ts';
import { type Memory, record } from './memory.ts';
import type { Action, Elimination, Program } from './program.ts';
import { sortSlots } from './slots.ts';
import { type Write, writesOf } from './writes.ts';

type Evaluator = ReturnType<Decisions['evaluator']>;
type Effect = Omit<Write, 'when'> & Readonly<{ when: number }>;
type Drop = Readonly<{
  word: number;
  bit: number;
  when: number;
  clears: readonly Readonly<{ word: number; keep: number }>[];
}>;
/** Neighbours whose messages lie in one word: mostly none of them is in flight. */
type Drops = Readonly<{ word: number; bits: number; drops: readonly Drop[] }>;
type Command = Readonly<{
  id: number;
  look: Look;
  /** What else must hold. */
  guard: number;
  effects: readonly Effect[];
  drops: readonly Drops[];
  groups: readonly (readonly SlotField[])[];
}>;

/** Neighbours that all need the same: most commands are ruled out by the dozen. */
type Run = Readonly<{ look: Look; commands: readonly Command[] }>;

/** The engine that evaluates the program as data. Slower than its generated twin; the second opinion on it. */
export const interpret = (program: Program): Engine => {
  const layout = layoutOf(program);
  const list = decisions(layout);
  const { normal, faulty } = actionsBy(program);
  const dueAfter = eliminationsOfActions(program);
  const drops = new Map(program.eliminations.map((elimination) => [elimination, dropOf(elimination, layout, list)]));
  const prepare = (actions: readonly Action[]): readonly Run[] =>
    runsOf(actions, ({ guard }) => firstAsked(guard)).map((run) => ({
      look: lookFor(run[0]?.guard.slice(0, 1) ?? [], layout).look,
      commands: run.map((action) => {
        const due = dueAfter(action);
        const clearing = due.flatMap((each) => drops.get(each) ?? []);
        return command(action, due, clearing, layout, list);
      }),
    }));
  const runs = { normal: prepare(normal), faulty: prepare(faulty) };
  const verdicts = (must: Must) =>
    verdictFormulas(program.requirements, must).map(({ bit, formula }) => ({ bit, start: list.add(formula) }));
  const [never, atRest, possible] = [verdicts('never'), verdicts('not_at_rest'), verdicts('stay_possible')];
  const evaluate = list.evaluator();
  const anew = (): Engine => {
    const memory = memoryOf(program, layout);
    return {
      layout,
      initial: initialState(program, layout),
      memory,
      normal: successors(runs.normal, layout.words, memory, evaluate),
      faulty: successors(runs.faulty, layout.words, memory, evaluate),
      broken: verdictsOf(never, memory, evaluate),
      brokenAtRest: verdictsOf(atRest, memory, evaluate),
      reached: verdictsOf(possible, memory, evaluate),
      anew,
    };
  };
  return anew();
};

const command = (
  action: Action,
  due: readonly Elimination[],
  drops: readonly Drop[],
  layout: Layout,
  list: Decisions,
): Command => {
  const { look, rest } = lookFor(action.guard, layout);
  return {
    id: action.id,
    look,
    guard: list.add({ all: rest }),
    effects: writesOf(action.effects, layout).map((write) => ({ ...write, when: list.add({ all: write.when }) })),
    drops: runsOf(drops, ({ word }) => word).map((run) => ({
      word: run[0]?.word ?? 0,
      bits: run.reduce((bits, { bit }) => bits | bit, 0),
      drops: run,
    })),
    groups: groupsTouched(action, due, layout).flatMap((index) => [layout.groups[index]?.slots ?? []]),
  };
};

const dropOf = ({ message, clears, when }: Elimination, layout: Layout, list: Decisions): Drop => {
  const { word, shift } = layout.field(message);
  return {
    word,
    bit: 1 << shift,
    when: list.add(when),
    clears: clears.map(layout.field).map((field) => ({ word: field.word, keep: ~(field.mask << field.shift) })),
  };
};

const successors =
  (runs: readonly Run[], width: number, memory: Memory, evaluate: Evaluator): Successors =>
  (state, before) => {
    const words = memory.words();
    let count = before;
    for (const { look, commands } of runs) {
      if (((words[state + look.word] ?? 0) & look.mask) !== look.value) continue;
      for (const command of commands) {
        const { word, mask, value } = command.look;
        if (((words[state + word] ?? 0) & mask) !== value || !evaluate(command.guard, words, state)) continue;
        const at = memory.successors + count * width;
        for (let each = 0; each < width; each += 1) words[at + each] = words[state + each] ?? 0;
        for (const each of command.effects) if (evaluate(each.when, words, state)) apply(each, words, state, at);
        for (const each of command.drops) eliminate(each, words, at, evaluate);
        for (const slots of command.groups) sortSlots(slots, words, at);
        words[memory.fired + command.id] = 1;
        words[memory.records + count * record.words + record.action] = command.id;
        if (isSame(words, state, at, width)) words[memory.idle] = (words[memory.idle] ?? 0) + 1;
        else count += 1;
      }
    }
    return count;
  };

const apply = (effect: Effect, words: Int32Array, state: number, at: number): void => {
  const { word, keep, shift, mask, to, add, max } = effect;
  const value = add === 0 ? to : Math.min((((words[state + word] ?? 0) >>> shift) & mask) + add, max) << shift;
  words[at + word] = ((words[at + word] ?? 0) & keep) | value;
};

const eliminate = ({ word, bits, drops }: Drops, out: Int32Array, at: number, evaluate: Evaluator): void => {
  if (((out[at + word] ?? 0) & bits) !== 0) for (const each of drops) drop(each, out, at, evaluate);
};

const drop = ({ word, bit, when, clears }: Drop, out: Int32Array, at: number, evaluate: Evaluator): void => {
  if (((out[at + word] ?? 0) & bit) === 0 || !evaluate(when, out, at)) return;
  for (const clear of clears) out[at + clear.word] = (out[at + clear.word] ?? 0) & clear.keep;
};

const verdictsOf =
  (formulas: readonly Readonly<{ bit: number; start: number }>[], memory: Memory, evaluate: Evaluator): Verdicts =>
  (state) => {
    const words = memory.words();
    let found = 0;
    for (const { bit, start } of formulas) if (evaluate(start, words, state)) found |= 1 << bit;
    return found;
  };
