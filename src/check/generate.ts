import type { Assignment, Condition, Formula } from '../process/rules.ts';
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
import { type Layout, layoutOf } from './layout.ts';
import type { Action, Elimination, Program } from './program.ts';
import { sortSlots } from './slots.ts';

/** V8 never optimises one huge function; functions of this many actions it does. */
const actionsPerFunction = 12;

type Part = (states: Int32Array, base: number, out: Int32Array, via: Int32Array, count: number, sort: Sort) => number;
type Sort = (group: number, states: Int32Array, base: number) => void;

/**
 * The engine that turns the program into JavaScript. Only integers ever enter the text of the functions, so that no
 * name in a document can become code.
 */
export const generate = (program: Program): Engine => {
  const layout = layoutOf(program);
  const { normal, faulty } = actionsBy(program);
  const verdicts = (must: 'never' | 'not_at_rest' | 'stay_possible') =>
    verdictFunction(verdictFormulas(program.requirements, must), layout);
  return {
    layout,
    initial: initialState(program, layout),
    normal: successors(normal, program, layout),
    faulty: successors(faulty, program, layout),
    broken: verdicts('never'),
    brokenAtRest: verdicts('not_at_rest'),
    reached: verdicts('stay_possible'),
  };
};

const successors = (actions: readonly Action[], program: Program, layout: Layout): Successors => {
  const dueAfter = eliminationsOfActions(program);
  const sort: Sort = (group, states, base) => sortSlots(layout.groups[group]?.slots ?? [], states, base);
  const parts: Part[] = [];
  for (let first = 0; first < actions.length; first += actionsPerFunction)
    parts.push(part(actions.slice(first, first + actionsPerFunction), dueAfter, layout));
  return (states, base, out, via) => {
    let count = 0;
    for (const each of parts) count = each(states, base, out, via, count, sort);
    return count;
  };
};

type DueAfter = (action: Action) => readonly Elimination[];

const part = (actions: readonly Action[], dueAfter: DueAfter, layout: Layout): Part => {
  const body = actions.map((action) => block(action, dueAfter(action), layout)).join('\n');
  const make = new Function(`return (S, b, out, via, n, sort) => {\n${load(layout, 's')}\n${body}\nreturn n;\n};`);
  return make();
};

const load = ({ words }: Layout, name: string): string =>
  Array.from({ length: words }, (_, word) => `const ${name}${word} = S[b + ${word}];`).join(' ');

const block = (action: Action, due: readonly Elimination[], layout: Layout): string => {
  const changed = new Set(
    [...action.effects.map(({ variable }) => variable), ...due.flatMap(({ clears }) => clears)].map(
      (id) => layout.field(id).word,
    ),
  );
  const words = Array.from({ length: layout.words }, (_, word) => word);
  const name = (word: number) => (changed.has(word) ? `t${word}` : `s${word}`);
  return [
    `if (${condition(action.guard, layout, (word) => `s${word}`)}) {`,
    ...[...changed].map((word) => `let t${word} = s${word};`),
    ...action.effects.map((effect) => statement(effect, layout)),
    ...due.map((elimination) => drop(elimination, layout, name)),
    `const o = n * ${layout.words};`,
    ...words.map((word) => `out[o + ${word}] = ${name(word)};`),
    ...groupsTouched(action, due, layout).map((group) => `sort(${group}, out, o);`),
    `via[n++] = ${action.id};`,
    '}',
  ].join('\n');
};

type Name = (word: number) => string;

/** Tests for one value that share a word become one comparison. */
const condition = (tests: Condition, layout: Layout, name: Name): string => {
  const exact = new Map<number, { mask: number; value: number }>();
  const others: string[] = [];
  for (const test of tests) {
    const { word, shift, mask } = layout.field(test.variable);
    const value = 31 - Math.clz32(test.values);
    const known = exact.get(word) ?? { mask: 0, value: 0 };
    const single = test.values !== 0 && (test.values & (test.values - 1)) === 0;
    if (!single || (known.mask & (mask << shift)) !== 0) others.push(member(test, layout, name));
    else exact.set(word, { mask: known.mask | (mask << shift), value: known.value | (value << shift) });
  }
  const merged = [...exact].map(([word, { mask, value }]) => `(${name(word)} & ${mask}) === ${value}`);
  return [...merged, ...others].join(' && ') || 'true';
};

const member = (test: Condition[number], layout: Layout, name: Name): string => {
  const { word, shift, mask } = layout.field(test.variable);
  return `((${test.values} >>> ((${name(word)} >>> ${shift}) & ${mask})) & 1) === 1`;
};

const formulaText = (formula: Formula, layout: Layout, name: Name): string => {
  if ('all' in formula) return `(${formula.all.map((part) => formulaText(part, layout, name)).join(' && ') || 'true'})`;
  if ('any' in formula)
    return `(${formula.any.map((part) => formulaText(part, layout, name)).join(' || ') || 'false'})`;
  return condition([formula], layout, name);
};

const statement = (effect: Assignment, layout: Layout): string => {
  const { word, shift, mask, size } = layout.field(effect.variable);
  const kept = `(t${word} & ${~(mask << shift)})`;
  const value =
    'to' in effect
      ? `${effect.to << shift}`
      : `(Math.min(((s${word} >>> ${shift}) & ${mask}) + ${effect.add}, ${size - 1}) << ${shift})`;
  const when = condition(effect.when ?? [], layout, (each) => `s${each}`);
  return `${when === 'true' ? '' : `if (${when}) `}t${word} = ${kept} | ${value};`;
};

const drop = ({ message, clears, when }: Elimination, layout: Layout, name: Name): string => {
  const present = condition([{ variable: message, values: 2 }], layout, name);
  const clearing = clears.map(layout.field).map(({ word, shift, mask }) => `t${word} &= ${~(mask << shift)};`);
  return `if (${present} && ${formulaText(when, layout, name)}) { ${clearing.join(' ')} }`;
};

const verdictFunction = (
  formulas: readonly Readonly<{ bit: number; formula: Formula }>[],
  layout: Layout,
): Verdicts => {
  const tests = formulas.map(
    ({ bit, formula }) => `if (${formulaText(formula, layout, (word) => `s${word}`)}) found |= ${1 << bit};`,
  );
  const make = new Function(
    `return (S, b) => { ${load(layout, 's')} let found = 0; ${tests.join('\n')} return found; };`,
  );
  return make();
};
