import type { Assignment } from '../process/rules.ts';
import { always, type Decisions, decisions } from './decisions.ts';
import {
  actionsBy,
  type Engine,
  eliminationsOfActions,
  firstAsked,
  groupsTouched,
  runsOf,
  type Successors,
  type Verdicts,
  verdictFormulas,
} from './engine.ts';
import { initialState } from './initial.ts';
import { type Layout, layoutOf, type SlotField } from './layout.ts';
import { type Look, lookFor } from './look.ts';
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
): Command => {
  const { look, rest } = lookFor(action.guard, layout);
  return {
    id: action.id,
    look,
    guard: list.add({ all: rest }),
    effects: merged(action.effects.map((assignment) => effect(assignment, layout, list))),
    drops: runsOf(drops, ({ word }) => word).map((run) => ({
      word: run[0]?.word ?? 0,
      bits: run.reduce((bits, { bit }) => bits | bit, 0),
      drops: run,
    })),
    groups: groupsTouched(action, due, layout).flatMap((index) => [layout.groups[index]?.slots ?? []]),
  };
};

/** Writes of constants to one word, with nothing conditional between them, become one. */
const merged = (effects: readonly Effect[]): readonly Effect[] => {
  const found: Effect[] = [];
  for (const effect of effects) {
    const isPlain = ({ when, add }: Effect): boolean => when === always && add === 0;
    const since = found.findLastIndex((each) => !isPlain(each)) + 1;
    const known = isPlain(effect) ? found.findIndex(({ word }, index) => index >= since && word === effect.word) : -1;
    const before = found[known];
    if (before)
      found[known] = { ...effect, keep: before.keep & effect.keep, to: (before.to & effect.keep) | effect.to };
    else found.push(effect);
  }
  return found;
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
  (runs: readonly Run[], words: number, evaluate: Evaluator): Successors =>
  (states, base, out, via, before) => {
    let count = before;
    for (const { look, commands } of runs) {
      if (((states[base + look.word] ?? 0) & look.mask) !== look.value) continue;
      for (const command of commands) {
        const { word, mask, value } = command.look;
        if (((states[base + word] ?? 0) & mask) !== value || !evaluate(command.guard, states, base)) continue;
        const at = count * words;
        for (let each = 0; each < words; each += 1) out[at + each] = states[base + each] ?? 0;
        for (const each of command.effects) if (evaluate(each.when, states, base)) apply(each, states, base, out, at);
        for (const each of command.drops) eliminate(each, out, at, evaluate);
        for (const slots of command.groups) sortSlots(slots, out, at);
        via[count] = command.id;
        count += 1;
      }
    }
    return count;
  };

const apply = (effect: Effect, states: Int32Array, base: number, out: Int32Array, at: number): void => {
  const { word, keep, shift, mask, to, add, max } = effect;
  const value = add === 0 ? to : Math.min((((states[base + word] ?? 0) >>> shift) & mask) + add, max) << shift;
  out[at + word] = ((out[at + word] ?? 0) & keep) | value;
};

const eliminate = ({ word, bits, drops }: Drops, out: Int32Array, at: number, evaluate: Evaluator): void => {
  if (((out[at + word] ?? 0) & bits) !== 0) for (const each of drops) drop(each, out, at, evaluate);
};

const drop = ({ word, bit, when, clears }: Drop, out: Int32Array, at: number, evaluate: Evaluator): void => {
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
