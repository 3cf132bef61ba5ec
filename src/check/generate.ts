import type { Assignment, Condition, Formula } from '../process/rules.ts';
import { condition, formulaText, type Name } from './condition-text.ts';
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
import { type Layout, layoutOf } from './layout.ts';
import type { Action, Elimination, Program } from './program.ts';
import { sortSlots } from './slots.ts';

/** V8 never optimises one huge function; functions of so many characters it does. */
const longestFunction = 30_000;

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
  const blocks = actions.map((action) => ({ tests: action.guard, code: block(action, dueAfter(action), layout) }));
  const parts = inParts(blocks).map((each) => part(each, layout));
  // Calls to what V8 knows by name are cheaper than calls to whatever a list holds.
  const names = parts.map((_, index) => `part${index}`);
  const calls = names.map((name) => `n = ${name}(S, b, out, via, n, sort);`).join('\n');
  return new Function('sort', ...names, `return (S, b, out, via, n) => {\n${calls}\nreturn n;\n};`)(sort, ...parts);
};

/** The code of an action, under the tests that are not known to hold where it stands. */
type Guarded = Readonly<{ tests: Condition; code: string }>;

const inParts = (blocks: readonly Guarded[]): readonly (readonly Guarded[])[] => {
  const parts: Guarded[][] = [];
  let left = 0;
  for (const each of blocks) {
    left -= each.code.length;
    const part = left < 0 ? undefined : parts.at(-1);
    if (part) part.push(each);
    else {
      parts.push([each]);
      left = longestFunction - each.code.length;
    }
  }
  return parts;
};

const part = (blocks: readonly Guarded[], layout: Layout): Part =>
  new Function(
    `return (S, b, out, via, n, sort) => {\n${load(layout, 's')}\n${nested(blocks, layout)}\nreturn n;\n};`,
  )();

const load = ({ words }: Layout, name: string): string =>
  Array.from({ length: words }, (_, word) => `const ${name}${word} = S[b + ${word}];`).join(' ');

/**
 * What neighbours ask first, such as for the message they all take, is asked once for all of them: most actions of a
 * state are ruled out by the dozen. Neighbours only, so that successors keep their order.
 */
const nested = (list: readonly Guarded[], layout: Layout): string =>
  runsOf(list, ({ tests }) => firstAsked(tests))
    .map((run) => {
      const first = run[0]?.tests[0];
      if (!first || run.length === 1) return run.map(({ tests, code }) => guarded(tests, code, layout)).join('\n');
      const inner = run.map(({ tests, code }) => ({ tests: tests.slice(1), code }));
      return guarded([first], nested(inner, layout), layout);
    })
    .join('\n');

const guarded = (tests: Condition, code: string, layout: Layout): string =>
  `if (${condition(tests, layout, (word) => `s${word}`)}) {\n${code}\n}`;

const block = (action: Action, due: readonly Elimination[], layout: Layout): string => {
  const changed = new Set(
    [...action.effects.map(({ variable }) => variable), ...due.flatMap(({ clears }) => clears)].map(
      (id) => layout.field(id).word,
    ),
  );
  const words = Array.from({ length: layout.words }, (_, word) => word);
  const name = (word: number) => (changed.has(word) ? `t${word}` : `s${word}`);
  return [
    ...[...changed].map((word) => `let t${word} = s${word};`),
    ...action.effects.map((effect) => statement(effect, layout)),
    ...drops(due, layout, name),
    `const o = n * ${layout.words};`,
    ...words.map((word) => `out[o + ${word}] = ${name(word)};`),
    ...groupsTouched(action, due, layout).map((group) => `sort(${group}, out, o);`),
    `via[n++] = ${action.id};`,
  ].join('\n');
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

/** Neighbours whose messages lie in one word are looked at only if any of them is in flight: mostly none is. */
const drops = (due: readonly Elimination[], layout: Layout, name: Name): readonly string[] =>
  runsOf(due, ({ message }) => layout.field(message).word).map((run) => {
    const fields = run.map(({ message }) => layout.field(message));
    const bits = fields.reduce((all, { shift }) => all | (1 << shift), 0);
    const each = run.map((elimination) => drop(elimination, layout, name)).join('\n');
    return `if ((${name(fields[0]?.word ?? 0)} & ${bits}) !== 0) {\n${each}\n}`;
  });

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
