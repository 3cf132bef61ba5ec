import type { Model } from '../../process/rules.ts';
import { initialState } from '../initial.ts';
import { type Layout, layoutOf, write } from '../layout.ts';
import type { Action, Program } from '../program.ts';
import { take } from '../transition.ts';
import { type PrintedAction, type PrintedState, type PrintedTrace, printedTrace } from './printed-trace.ts';
import { tlaOf } from './tla.ts';
import { spelled, type TlaValue, tlaValue } from './tla-value.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** A counterexample as actions of a program. */
export type TakenActions = Readonly<{
  actions: readonly number[];
  /** Index of the action that follows the last one, for ever round; null: it ends there. */
  back: number | null;
}>;

const printedBySpin = /^[ \t]*(?:action (\d{1,6})( of several)?|<{1,9}START OF CYCLE>{1,9})[ \t]*\r?$/gm;

/** The text is what `spin -t` prints for an exported model. */
export const isOfSpin = (text: string): boolean => text.search(printedBySpin) >= 0;

/**
 * The counterexample that SPIN printed; null when its actions cannot be taken one after the other.
 * @param mark what the model prints after the number of a step
 */
export const actionsOfSpin = (program: Program, text: string, mark = ''): TakenActions | null => {
  const lines = [...text.matchAll(printedBySpin)].flatMap(([, id, after = '']) =>
    id === undefined ? [null] : after === mark ? [Number(id)] : [],
  );
  const actions = lines.filter((id) => id !== null);
  const cycle = lines.indexOf(null);
  const back = cycle < 0 || cycle === actions.length ? null : cycle;
  return canBeTaken(program, actions) ? { actions, back } : null;
};

const canBeTaken = (program: Program, actions: readonly number[]): boolean => {
  const layout = layoutOf(program);
  let state: Int32Array | undefined = initialState(program, layout);
  for (const id of actions) {
    const action = program.actions[id];
    state = state && action && take(program, layout, action, state)?.after;
  }
  return state !== undefined;
};

/**
 * The counterexample that TLC or tla-checker printed, as states. Between two states it is the action that the checker
 * names, else any that leads from one to the other, one without a fault before one with. Null when the states are not
 * those of this program.
 */
export const actionsOfStates = (model: Model, program: Program, text: string): TakenActions | null => {
  const trace = printedTrace(text);
  const layout = layoutOf(program);
  const states = statesIn(model, program, layout, trace.states);
  const [first] = states;
  if (first === undefined || first === null || !isSame(first, initialState(program, layout))) return null;
  const named = namedBy(model, program);
  const actions: number[] = [];
  let back: number | null = null;
  for (const [index, after] of [...states.slice(1), ...closing(trace, states)].entries()) {
    const before = states[index];
    if (!before || !after) return null;
    if (index === trace.back) back = actions.length;
    // Faults end, or nothing happens: nothing of the process.
    if (isSame(before, after)) continue;
    const found = between(program, layout, before, after, named(trace.states[index + 1]?.by ?? null));
    if (found === null) return null;
    actions.push(found);
  }
  return { actions, back: back === actions.length ? null : back };
};

/** The state that the last one goes back to. */
const closing = ({ back }: PrintedTrace, states: readonly (Int32Array | null)[]): readonly (Int32Array | null)[] =>
  back === null ? [] : [states[back] ?? null];

const isSame = (left: Int32Array, right: Int32Array): boolean => left.every((word, index) => word === right[index]);

/** How like an action is to what the checker named. */
type Likeness = (action: Action) => number;

const namedBy = (model: Model, program: Program): ((by: PrintedAction | null) => Likeness) => {
  const named = tlaOf(model, program).actions;
  const most = Math.max(0, ...program.actions.map(({ sent }) => sent));
  return (by) => {
    const ids = new Set(by === null ? [] : named.get(by.name));
    const isFault = by !== null && by.crash !== null && by.crash <= most;
    return ({ id, fault, sent }) => {
      if (!ids.has(id)) return fault === null ? 1 : 0;
      return (fault !== null) === isFault && (fault === null || sent === by?.crash) ? 3 : 2;
    };
  };
};

const between = (
  program: Program,
  layout: Layout,
  before: Int32Array,
  after: Int32Array,
  likeness: Likeness,
): number | null => {
  const leading = program.actions.filter((action) => {
    const reached = take(program, layout, action, before)?.after;
    return reached !== undefined && isSame(reached, after);
  });
  return leading.sort((left, right) => likeness(right) - likeness(left) || left.id - right.id)[0]?.id ?? null;
};

/** The states of a trace; null for one that does not say what every variable is. */
const statesIn = (
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
