import type { Model } from '../../process/rules.ts';
import { type Layout, layoutOf, write } from '../layout.ts';
import type { Program } from '../program.ts';
import { take } from '../transition.ts';
import { namesOf } from './names.ts';

/** The actions of a counterexample that SPIN printed (`spin -t`), in order. */
export const actionsOfSpin = (text: string): readonly number[] =>
  [...text.matchAll(/^\s*action (\d{1,6})\s*$/gm)].map(([, id]) => Number(id));

/**
 * The actions of a counterexample given as states, as TLC and tla-checker print them: `State n`, then `name = value`
 * lines. Between two states any action that leads from one to the other will do. Null when the states are not those of
 * this program.
 */
export const actionsOfStates = (model: Model, program: Program, text: string): readonly number[] | null => {
  const layout = layoutOf(program);
  const states = text
    .split(/^.*\bState \d+.*$/m)
    .slice(1)
    .map((block) => stateOf(model, program, layout, block));
  const actions = states.slice(1).map((after, index) => between(program, layout, states[index], after));
  const found = actions.filter((id) => id !== null);
  return found.length < actions.length ? null : found;
};

const between = (
  program: Program,
  layout: Layout,
  before: Int32Array | undefined,
  after: Int32Array,
): number | null => {
  if (before === undefined) return null;
  const found = program.actions.find((action) => {
    const reached = take(program, layout, action, before)?.after;
    return reached !== undefined && after.every((word, index) => reached[index] === word);
  });
  return found?.id ?? null;
};

const stateOf = (model: Model, program: Program, layout: Layout, block: string): Int32Array => {
  const names = namesOf(model, program);
  const values = new Map(
    [...block.matchAll(/^[\s/\\]*(\w+) = (.*)$/gm)].map(([, name = '', value = '']) => [name, value.trim()]),
  );
  const network = new Set([...(values.get('net') ?? '').matchAll(/"([^"]*)"/g)].map(([, id = '']) => id));
  const words = new Map(model.variables.map((variable) => [variable.id, variable.words]));
  const state = new Int32Array(layout.words);
  for (const { id, kind } of program.variables) {
    const text = values.get(names.variable(id)) ?? '';
    const word = /^"(.*)"$/.exec(text)?.[1];
    const value =
      kind === 'message'
        ? Number(network.has(id))
        : word === undefined
          ? Number(text)
          : (words.get(id)?.indexOf(word) ?? 0);
    write(state, 0, layout.field(id), value);
  }
  return state;
};
