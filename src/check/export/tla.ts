import type { Model } from '../../process/rules.ts';
import { grouped } from '../grouped.ts';
import type { Program } from '../program.ts';
import { fairnessOf } from './fairness.ts';
import { moduleName } from './names.ts';
import { howToRun, livenessOf } from './tla-liveness.ts';
import { mishaps } from './tla-mishaps.ts';
import { constants, network } from './tla-network.ts';
import { promisesOf } from './tla-promises.ts';
import { called, type Definition, definitionsOf, memberSets } from './tla-rules.ts';
import { quoted, type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** A module and what to check of it. */
export type TlaModule = Readonly<{
  name: string;
  text: string;
  invariants: readonly string[];
  /** By the name of each of its actions, those of the program that it stands for. */
  actions: ReadonlyMap<string, readonly number[]>;
  /** A module `<name>_liveness` that extends it; null when no outcome is promised. */
  liveness: string | null;
}>;

/**
 * A program as a TLA+ module: messages in flight are one set of records, what the parties know are functions of steps,
 * each rule is a named action, and how far its handler comes before it crashes is a parameter of it. It needs no
 * constants. Liveness is a module of its own, with faults that stop, because TLC checks it on one machine only.
 */
export const tlaOf = (model: Model, program: Program): TlaModule => {
  const vocabulary = vocabularyOf(model, program);
  const isOrdered = program.variables.some(({ kind }) => kind === 'order');
  const groups = memberSets(model, vocabulary);
  const definitions = definitionsOf(model, program, vocabulary, groups);
  const other = mishaps(model, program, vocabulary, isOrdered);
  const promises = promisesOf(model, program, vocabulary, isOrdered);
  const variables = ['net', ...(isOrdered ? ['ahead'] : []), ...vocabulary.families.map(({ name }) => name)];
  const name = moduleName(model.id);
  const text = [
    `---- MODULE ${name} ----`,
    ...howToRun(name),
    'EXTENDS Integers, Sequences',
    '',
    ...constants(model, vocabulary, isOrdered),
    ...[...groups.values()].map(({ set, all }) => `${set} == {${all.map(quoted).join(', ')}}`),
    '',
    `VARIABLES ${variables.join(', ')}`,
    `vars == <<${variables.join(', ')}>>`,
    '',
    ...initially(model, vocabulary, isOrdered),
    ...typed(vocabulary),
    ...network(isOrdered),
    ...definitions.flatMap(({ lines }) => [...lines, '']),
    ...other.lines,
    ...together(definitions, other.calls),
    ...promises.lines,
    '====',
    '',
  ].join('\n');
  return {
    name,
    text,
    invariants: ['TypeOK', ...promises.invariants],
    actions: new Map([...other.actions, ...definitions.map((each) => [each.name, actionsOf(each, program)] as const)]),
    liveness: promises.hasOutcome ? livenessOf(name, fairnessOf(model, program), definitions) : null,
  };
};

const actionsOf = ({ rules }: Definition, { actions }: Program): readonly number[] =>
  actions.flatMap(({ id, rule, overwritten }) =>
    overwritten === null && rule !== null && rules.includes(rule) ? [id] : [],
  );

const initially = (model: Model, vocabulary: Vocabulary, isOrdered: boolean): readonly string[] => [
  'Init ==',
  `  /\\ net = {${model.messages
    .filter(({ initial }) => initial)
    .map(({ id }) => vocabulary.message(id))
    .join(', ')}}`,
  ...(isOrdered ? ['  /\\ ahead = {}'] : []),
  ...vocabulary.families.map(({ name, entries }) => `  /\\ ${name} = ${initialOf(entries, vocabulary)}`),
  '',
];

type Entries = Vocabulary['families'][number]['entries'];

const initialOf = (entries: Entries, { literal }: Vocabulary): string => {
  const [first] = entries;
  if (!first) return '<<>>';
  const value = literal(first.id, first.initial);
  if (first.key === null) return value;
  const values = new Set(entries.map(({ id, initial }) => literal(id, initial)));
  const domain = `{${entries.map(({ key }) => key).join(', ')}}`;
  if (values.size === 1) return `[key \\in ${domain} |-> ${value}]`;
  const cases = entries.map(({ id, key, initial }) => `key = ${key} -> ${literal(id, initial)}`);
  return `[key \\in ${domain} |-> CASE ${cases.join(' [] ')}]`;
};

const typed = ({ families, literal }: Vocabulary): readonly string[] => [
  'TypeOK ==',
  '  /\\ net \\subseteq Messages',
  ...families.flatMap(({ name, entries }) => {
    const domains = grouped(entries, ({ id, size }) =>
      Array.from({ length: size }, (_, value) => literal(id, value)).join(', '),
    );
    return [...domains].map(([words, members]) => {
      if (members[0]?.key === null) return `  /\\ ${name} \\in {${words}}`;
      const keys =
        members.length === entries.length ? `DOMAIN ${name}` : `{${members.map(({ key }) => key).join(', ')}}`;
      return `  /\\ \\A key \\in ${keys} : ${name}[key] \\in {${words}}`;
    });
  }),
  '',
];

/** All actions together: those without a fault, and those with one. */
const together = (
  definitions: readonly Definition[],
  others: Readonly<{ faults: readonly string[]; overlaps: readonly string[] }>,
): readonly string[] => {
  const call = (definition: Definition, crash: string): string =>
    definition.members === null
      ? called(definition, crash)
      : `\\E self \\in ${definition.members} : ${called(definition, crash)}`;
  const crashing = definitions.filter(({ mayCrash }) => mayCrash);
  const faults = [
    ...crashing.map((each) =>
      each.crashes.length === 1
        ? `  \\/ ${call(each, `${each.crashes[0]}`)}`
        : `  \\/ \\E crash \\in {${each.crashes.join(', ')}} : ${call(each, 'crash')}`,
    ),
    ...others.faults.map((each) => `  \\/ ${each}`),
  ];
  return [
    'Progress ==',
    ...definitions.map((each) => `  \\/ ${call(each, 'Well')}`),
    ...others.overlaps.map((each) => `  \\/ ${each}`),
    '',
    'Faults ==',
    ...(faults.length === 0 ? ['  FALSE'] : faults),
    '',
    'Next == Progress \\/ Faults',
    '',
    'Spec == Init /\\ [][Next]_vars',
    '',
  ];
};
