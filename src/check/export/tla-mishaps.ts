import type { Assignment, Model } from '../../process/rules.ts';
import type { Action, Program } from '../program.ts';
import { changesOf, publication } from './tla-rules.ts';
import { conditionTexts } from './tla-text.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What is no rule: messages that are lost, parties that forget, transactions that overlap. */
export type Mishaps = Readonly<{
  lines: readonly string[];
  calls: Readonly<{ faults: readonly string[]; overlaps: readonly string[] }>;
  /** By the name of each, the actions of the program that it stands for. */
  actions: ReadonlyMap<string, readonly number[]>;
}>;

export const mishaps = (model: Model, program: Program, vocabulary: Vocabulary, isOrdered: boolean): Mishaps => {
  const vanishing = [
    { name: 'Lose', from: 'MayBeLost', actions: withFault(program, 'loss') },
    { name: 'Drop', from: 'AcknowledgedFirst', actions: withFault(program, 'dropped') },
  ].filter(({ actions }) => actions.length > 0);
  const restarts = program.actions
    .filter(({ fault }) => fault === 'restart')
    .map((action) => restart(action, vocabulary));
  const overlaps = program.actions.flatMap((action) => overlap(model, action, vocabulary, isOrdered));
  const unchanged = vocabulary.families.map(({ name }) => name).join(', ');
  return {
    lines: [
      ...vanishing.flatMap(({ name, from }) => [
        `${name}(m) ==`,
        `  /\\ m \\in net /\\ ${from}(m)`,
        '  /\\ Commit({m}, <<>>)',
        `  /\\ UNCHANGED <<${unchanged}>>`,
        '',
      ]),
      ...[...restarts, ...overlaps].flatMap(({ lines }) => [...lines, '']),
    ],
    calls: {
      faults: [...vanishing.map(({ name }) => `\\E m \\in Messages : ${name}(m)`), ...restarts.map(({ name }) => name)],
      overlaps: overlaps.map(({ name }) => name),
    },
    actions: new Map<string, readonly number[]>([
      ...vanishing.map(({ name, actions }) => [name, actions] as const),
      ...[...restarts, ...overlaps].map(({ name, action }) => [name, [action]] as const),
    ]),
  };
};

const withFault = ({ actions }: Program, fault: Action['fault']): readonly number[] =>
  actions.flatMap((action) => (action.fault === fault ? [action.id] : []));

type Named = Readonly<{ name: string; action: number; lines: readonly string[] }>;

const restart = ({ id, subject, effects }: Action, vocabulary: Vocabulary): Named => {
  const name = vocabulary.unique(`Restart ${subject}`);
  return {
    name,
    action: id,
    lines: [
      `\\* ${subject} keeps its state in memory only.`,
      `${name} ==`,
      '  /\\ Commit({}, <<>>)',
      ...changesOf(effects, vocabulary, null),
    ],
  };
};

/** The later of two transactions computed its new state before the earlier committed. */
const overlap = (model: Model, action: Action, vocabulary: Vocabulary, isOrdered: boolean): readonly Named[] => {
  const early = action.overwritten === null ? undefined : model.rules[action.overwritten];
  const late = action.rule === null ? undefined : model.rules[action.rule];
  if (!early || !late) return [];
  const name = vocabulary.unique(capital(`${late.id} over ${early.id}`));
  const taken = [early.on, late.on].flatMap((on) => (on === null ? [] : [vocabulary.message(on)]));
  const isDropped = (effect: Assignment): boolean => vocabulary.isMessage(effect.variable);
  const [sent, own] = [[...early.send, ...late.send], action.effects.filter(isLocal(vocabulary))];
  const dropped = [...early.set, ...late.set].filter(isDropped).map(({ variable }) => vocabulary.message(variable));
  return [
    {
      name,
      action: action.id,
      lines: [
        `\\* ${late.actor}: writes over what the other transaction has just written.`,
        `${name} ==`,
        ...[
          ...taken.map((m) => `${m} \\in net${isOrdered ? ` /\\ First(${m})` : ''}`),
          ...conditionTexts(vocabulary, [...early.when, ...late.when], null),
        ].map((text) => `  /\\ ${text}`),
        `  /\\ Commit({${[...taken, ...dropped].join(', ')}}, <<${sent.map((send) => publication(send, vocabulary, null)).join(', ')}>>)`,
        ...changesOf(own, vocabulary, null),
      ],
    },
  ];
};

const isLocal =
  ({ isMessage, families }: Vocabulary) =>
  ({ variable }: Assignment): boolean =>
    !isMessage(variable) && families.some(({ entries }) => entries.some(({ id }) => id === variable));

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
