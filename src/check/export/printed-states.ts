import type { Model } from '../../process/rules.ts';
import { type Layout, write } from '../layout.ts';
import type { Program } from '../program.ts';
import type { PrintedState } from './printed-trace.ts';
import { spelled, type TlaValue, tlaValue } from './tla-value.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** The states of a trace; null for one that does not say what every variable is. */
export const statesIn = (
  model: Model,
  program: Program,
  layout: Layout,
  states: readonly PrintedState[],
): readonly (Int32Array | null)[] => {
  const vocabulary = vocabularyOf(model, program);
  return states.map(({ values }) => stateOf(model, program, vocabulary, layout, values));
};

const stateOf = (
  model: Model,
  program: Program,
  vocabulary: Vocabulary,
  layout: Layout,
  values: ReadonlyMap<string, TlaValue>,
): Int32Array | null => {
  const network = membersOf(values.get('net'));
  const queued = membersOf(values.get('ahead'));
  const state = new Int32Array(layout.words);
  for (const { id, kind } of program.variables) {
    const value =
      kind === 'message'
        ? network && Number(network.has(messageText(vocabulary, id)))
        : kind === 'order'
          ? queued && Number(queued.has(orderText(model, vocabulary, id)))
          : numberOf(vocabulary, id, values);
    if (value === null) return null;
    write(state, 0, layout.field(id), value);
  }
  return state;
};

const membersOf = (value: TlaValue | undefined): ReadonlySet<string> | null =>
  value?.kind === 'set' ? new Set(value.members.map(spelled)) : null;

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

const numberOf = (vocabulary: Vocabulary, id: string, values: ReadonlyMap<string, TlaValue>): number | null => {
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
  return null;
};

const keyText = (vocabulary: Vocabulary, key: string, id: string): string => {
  if (key.startsWith('Msg(')) return messageText(vocabulary, id.slice('seen:'.length));
  const value = tlaValue(key);
  return value === null ? key : spelled(value);
};
