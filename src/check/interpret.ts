import type { Assignment } from '../process/rules.ts';
import { type Decisions, decisions } from './decisions.ts';
import {
  actionsBy,
  type Engine,
  eliminationsOfActions,
  groupsTouched,
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
  /** What must be in one word of the state: most actions are ruled out by it at once. */
  word: number;
  mask: number;
  value: number;
  guard: number;
  effects: readonly Effect[];
  drops: readonly Drop[];
  groups: readonly (readonly SlotField[])[];
}>;

/** The engine that evaluates the program as data. Slower than its generated twin; the second opinion on it. */
export const interpret = (program: Program): Engine => {
  const layout = layoutOf(program);
  const list = decisions(layout);
  const { normal, faulty } = actionsBy(program);
  const dueAfter = eliminationsOfActions(program);
  const drops = new Map(program.eliminations.map((elimination) => [elimination, drop(elimination, layout, list)]));
  const prepare = (actions: readonly Action[]) =>
    actions.map((action) => {
      const due = dueAfter(action);
      return command(
        action,
        due,
        due.flatMap((each) => drops.get(each) ?? []),
        layout,
        list,
      );
    });
  const commands = { normal: prepare(normal), faulty: prepare(faulty) };
  const verdicts = (must: 'never' | 'not_at_rest' | 'stay_possible') =>
    verdictFormulas(program.requirements, must).map(({ bit, formula }) => ({ bit, start: list.add(formula) }));
  const [never, atRest, possible] = [verdicts('never'), verdicts('not_at_rest'), verdicts('stay_possible')];
  const evaluate = list.evaluator();
  return {
    layout,
    initial: initialState(program, layout),
    normal: successors(commands.normal, layout.words, evaluate),
    faulty: successors(commands.faulty, layout.words, evaluate),
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
  const { word, mask, value } = firstLook(action, layout);
  return {
    id: action.id,
    word,
    mask,
    value,
    guard: list.add({ all: action.guard }),
    effects: action.effects.map((assignment) => effect(assignment, layout, list)),
    drops,
    groups: groupsTouched(action, due, layout).flatMap((index) => [layout.groups[index]?.slots ?? []]),
  };
};

/** The tests for one value that share a word with the first of them, as one comparison. */
const firstLook = ({ guard }: Action, layout: Layout): Readonly<{ word: number; mask: number; value: number }> => {
  const exact = guard.flatMap(({ variable, values }) => {
    const value = 31 - Math.clz32(values);
    return values === 1 << value ? [{ ...layout.field(variable), value }] : [];
  });
  const word = exact[0]?.word ?? 0;
  const same = exact.filter((each) => each.word === word);
  return {
    word,
    mask: same.reduce((mask, each) => mask | (each.mask << each.shift), 0),
    value: same.reduce((value, each) => value | (each.value << each.shift), 0),
  };
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
  (commands: readonly Command[], words: number, evaluate: Evaluator): Successors =>
  (states, base, out, via) => {
    let count = 0;
    for (const { id, word, mask, value, guard, effects, drops, groups } of commands) {
      if (((states[base + word] ?? 0) & mask) !== value || !evaluate(guard, states, base)) continue;
      const at = count * words;
      for (let each = 0; each < words; each += 1) out[at + each] = states[base + each] ?? 0;
      for (const each of effects) if (evaluate(each.when, states, base)) apply(each, states, base, out, at);
      for (const each of drops) eliminate(each, out, at, evaluate);
      for (const slots of groups) sortSlots(slots, out, at);
      via[count] = id;
      count += 1;
    }
    return count;
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
