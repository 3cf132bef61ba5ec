import type { Model } from '../../process/rules.ts';
import { type Layout, layoutOf, write } from '../layout.ts';
import type { Program } from '../program.ts';
import { take } from '../transition.ts';
import { spelled, type TlaValue, tlaValue } from './tla-value.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** The actions of a counterexample that SPIN printed (`spin -t`), in order. */
export const actionsOfSpin = (text: string): readonly number[] =>
  [...text.matchAll(/^\s*action (\d{1,6})\s*$/gm)].map(([, id]) => Number(id));

/**
 * The actions of a counterexample given as states, as TLC and tla-checker print them: `State n`, then `name = value`.
 * Between two states any action that leads from one to the other will do. Null when the states are not those of this
 * program.
 */
export const actionsOfStates = (model: Model, program: Program, text: string): readonly number[] | null => {
  const layout = layoutOf(program);
  const vocabulary = vocabularyOf(model, program);
  const states = text
    .split(/^.*\bState \d+.*$/m)
    .slice(1)
    .map((block) => stateOf(model, program, vocabulary, layout, block));
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

const stateOf = (model: Model, program: Program, vocabulary: Vocabulary, layout: Layout, block: string): Int32Array => {
  const values = valuesIn(block);
  const network = membersOf(values.get('net'));
  const queued = membersOf(values.get('ahead'));
  const state = new Int32Array(layout.words);
  for (const { id, kind } of program.variables) {
    const value =
      kind === 'message'
        ? Number(network.has(messageText(vocabulary, id)))
        : kind === 'order'
          ? Number(queued.has(orderText(model, vocabulary, id)))
          : numberOf(vocabulary, id, values);
    write(state, 0, layout.field(id), value);
  }
  return state;
};

/** `name = value` or `/\ name = value`; values may go on over several lines. */
const valuesIn = (block: string): ReadonlyMap<string, TlaValue> =>
  new Map(
    block.split(/^[\s/\\]*(?=\w+ = )/m).flatMap((part) => {
      const [, name, text] = /^(\w+) = ([\s\S]*)$/.exec(part) ?? [];
      const value = text === undefined ? null : tlaValue(text);
      return name === undefined || value === null ? [] : [[name, value] as const];
    }),
  );

const membersOf = (value: TlaValue | undefined): ReadonlySet<string> =>
  new Set(value?.kind === 'set' ? value.members.map(spelled) : []);

const messageText = (vocabulary: Vocabulary, id: string): string => {
  const [name, to, about] = vocabulary.message(id).match(/"[^"]*"/g) ?? [];
  return spelled({
    kind: 'function',
    at: new Map([
      ['"name"', { kind: 'atom', text: name ?? '' }],
      ['"to"', { kind: 'atom', text: to ?? '' }],
      ['"about"', { kind: 'atom', text: about ?? '' }],
    ]),
  });
};

const orderText = (model: Model, vocabulary: Vocabulary, id: string): string => {
  const first = model.messages.find((each) => id.startsWith(`${each.id}<`))?.id ?? '';
  const second = id.slice(first.length + 1);
  return `<<${messageText(vocabulary, first)}, ${messageText(vocabulary, second)}>>`;
};

const numberOf = (vocabulary: Vocabulary, id: string, values: ReadonlyMap<string, TlaValue>): number => {
  const { family, entry } = vocabulary.place(id);
  const whole = values.get(family.name);
  const found =
    entry.key === null
      ? whole
      : whole?.kind === 'function'
        ? whole.at.get(keyText(vocabulary, entry.key, id))
        : undefined;
  const text = found === undefined ? '' : spelled(found);
  for (let value = 0; value < entry.size; value += 1) if (vocabulary.literal(id, value) === text) return value;
  return 0;
};

const keyText = (vocabulary: Vocabulary, key: string, id: string): string =>
  key.startsWith('Msg(') ? messageText(vocabulary, id.slice('seen:'.length)) : key;
