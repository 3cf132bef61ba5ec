import type { Assignment } from '../process/rules.ts';
import { type Decisions, decisions } from './decisions.ts';
import {
  actionsBy,
  type Engine,
  eliminationsOfActions,
  groupsTouched,
  runsOf,
  type Successors,
  type Verdicts,
  verdictFormulas,
} from './engine.ts';
import { initialState } from './initial.ts';
import { type Layout, layoutOf, type SlotField } from './layout.ts';
import type { Action, Elimination, Program } from './program.ts';
import { sortSlots } from './slots.ts';

type Evaluator = ReturnType<Decisions['evaluator']>;
type Effect = Readonly<{
  when: number;
  word: number;
  keep: number;
  shift: number;
  mask: number;
  to: number;
  add: number;
  max: number;
}>;
type Drop = Readonly<{
  word: number;
  bit: number;
  when: number;
  clears: readonly Readonly<{ word: number; keep: number }>[];
}>;
type Command = Readonly<{
  id: number;
  guard: number;
  effects: readonly Effect[];
  drops: readonly Drop[];
  groups: readonly (readonly SlotField[])[];
}>;

/** Neighbours that all need the same in one word of the state: most commands are ruled out by it by the dozen. */
type Run = Readonly<{ word: number; mask: number; value: number; commands: readonly Command[] }>;

/** The engine that evaluates the program as data. Slower than its generated twin; the second opinion on it. */
export const interpret = (program: Program): Engine => {
  const layout = layoutOf(program);
  const list = decisions(layout);
  const { normal, faulty } = actionsBy(program);
  const dueAfter = eliminationsOfActions(program);
  const drops = new Map(program.eliminations.map((elimination) => [elimination, drop(elimination, layout, list)]));
  const prepare = (actions: readonly Action[]): readonly Run[] =>
    runsOf(actions, ({ guard }) => guard[0]).map((run) => ({
      ...firstLook(run, layout),
      commands: run.map((action) => {
        const due = dueAfter(action);
        const clearing = due.flatMap((each) => drops.get(each) ?? []);
        return command(action, due, clearing, layout, list);
      }),
    }));
  const runs = { normal: prepare(normal), faulty: prepare(faulty) };
  const verdicts = (must: 'never' | 'not_at_rest' | 'stay_possible') =>
    verdictFormulas(program.requirements, must).map(({ bit, formula }) => ({ bit, start: list.add(formula) }));
  const [never, atRest, possible] = [verdicts('never'), verdicts('not_at_rest'), verdicts('stay_possible')];
  const evaluate = list.evaluator();
  return {
    layout,
    initial: initialState(program, layout),
    normal: successors(runs.normal, layout.words, evaluate),
    faulty: successors(runs.faulty, layout.words, evaluate),
    broken: verdictsOf(never, evaluate),
    brokenAtRest: verdictsOf(atRest, evaluate),
    reached: verdictsOf(possible, evaluate),
  };
};

const command = (
  action: Action,
  due: readonly Elimination[],
  drops: readonly Drop[],
  layout: Layout,
  list: Decisions,
): Command => ({
  id: action.id,
  guard: list.add({ all: action.guard }),
  effects: action.effects.map((assignment) => effect(assignment, layout, list)),
  drops,
  groups: groupsTouched(action, due, layout).flatMap((index) => [layout.groups[index]?.slots ?? []]),
});

/** The first test of a run, if it is for one value: then it is a comparison. */
const firstLook = ([action]: readonly Action[], layout: Layout): Omit<Run, 'commands'> => {
  const test = action?.guard[0];
  const value = 31 - Math.clz32(test?.values ?? 0);
  if (!test || test.values !== 1 << value) return { word: 0, mask: 0, value: 0 };
  const { word, shift, mask } = layout.field(test.variable);
  return { word, mask: mask << shift, value: value << shift };
};

const effect = (assignment: Assignment, layout: Layout, list: Decisions): Effect => {
  const { word, shift, mask, size } = layout.field(assignment.variable);
  return {
    when: list.add({ all: assignment.when ?? [] }),
    word,
    keep: ~(mask << shift),
    shift,
    mask,
    to: 'to' in assignment ? assignment.to << shift : 0,
    add: 'to' in assignment ? 0 : assignment.add,
    max: size - 1,
  };
};

const drop = ({ message, clears, when }: Elimination, layout: Layout, list: Decisions): Drop => {
  const { word, shift } = layout.field(message);
  return {
    word,
    bit: 1 << shift,
    when: list.add(when),
    clears: clears.map(layout.field).map((field) => ({ word: field.word, keep: ~(field.mask << field.shift) })),
  };
};

const successors =
  (runs: readonly Run[], words: number, evaluate: Evaluator): Successors =>
  (states, base, out, via, before) => {
    let count = before;
    for (const { word, mask, value, commands } of runs) {
      if (((states[base + word] ?? 0) & mask) !== value) continue;
      for (const command of commands) {
        if (!evaluate(command.guard, states, base)) continue;
        run(command, words, evaluate, states, base, out, count * words);
        via[count] = command.id;
        count += 1;
      }
    }
    return count;
  };

const run = (
  { effects, drops, groups }: Command,
  words: number,
  evaluate: Evaluator,
  states: Int32Array,
  base: number,
  out: Int32Array,
  at: number,
): void => {
  for (let word = 0; word < words; word += 1) out[at + word] = states[base + word] ?? 0;
  for (const each of effects) if (evaluate(each.when, states, base)) apply(each, states, base, out, at);
  for (const each of drops) eliminate(each, out, at, evaluate);
  for (const slots of groups) sortSlots(slots, out, at);
};

const apply = (effect: Effect, states: Int32Array, base: number, out: Int32Array, at: number): void => {
  const { word, keep, shift, mask, to, add, max } = effect;
  const value = add === 0 ? to : Math.min((((states[base + word] ?? 0) >>> shift) & mask) + add, max) << shift;
  out[at + word] = ((out[at + word] ?? 0) & keep) | value;
};

const eliminate = ({ word, bit, when, clears }: Drop, out: Int32Array, at: number, evaluate: Evaluator): void => {
  if (((out[at + word] ?? 0) & bit) === 0 || !evaluate(when, out, at)) return;
  for (const clear of clears) out[at + clear.word] = (out[at + clear.word] ?? 0) & clear.keep;
};

const verdictsOf =
  (formulas: readonly Readonly<{ bit: number; start: number }>[], evaluate: Evaluator): Verdicts =>
  (states, base) => {
    let found = 0;
    for (const { bit, start } of formulas) if (evaluate(start, states, base)) found |= 1 << bit;
    return found;
  };
