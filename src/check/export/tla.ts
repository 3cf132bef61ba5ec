import type { Assignment, Condition, Formula, Model, Variable } from '../../process/rules.ts';
import type { Action, Program, ProgramVariable } from '../program.ts';
import { type Names, namesOf } from './names.ts';

export type TlaOptions = Readonly<{
  /** Whether to state the promises as invariants; without them a checker only counts states. */
  invariants: boolean;
}>;

/**
 * A program as a TLA+ module: messages in flight are one set, what the actors know are variables with words as values.
 * It needs no constants and runs in TLC, also distributed, with `SPECIFICATION Spec`.
 */
export const tlaOf = (model: Model, program: Program, { invariants }: TlaOptions): string => {
  const names = namesOf(model, program);
  const writer: Writer = {
    names,
    messages: new Set(program.variables.filter(({ kind }) => kind === 'message').map(({ id }) => id)),
    words: new Map(model.variables.map((variable) => [variable.id, variable])),
    sizes: new Map(program.variables.map((variable) => [variable.id, variable])),
  };
  const locals = program.variables.filter(({ kind }) => kind !== 'message');
  const all = ['net', ...locals.map(({ id }) => names.variable(id))];
  return [
    `---- MODULE ${names.variable(model.id).replaceAll('-', '_')} ----`,
    'EXTENDS Integers',
    '',
    `VARIABLES ${all.join(', ')}`,
    '',
    `vars == <<${all.join(', ')}>>`,
    '',
    'Init ==',
    `  /\\ net = ${set(program.variables.filter(({ kind, initial }) => kind === 'message' && initial === 1).map(({ id }) => id))}`,
    ...locals.map(({ id, initial }) => `  /\\ ${names.variable(id)} = ${literal(writer, id, initial)}`),
    '',
    ...program.actions.flatMap((action) => [...definition(writer, action, locals), '']),
    'Next ==',
    ...program.actions.map((action) => `  \\/ ${names.action(action)}`),
    '',
    'Spec == Init /\\ [][Next]_vars',
    '',
    ...(invariants ? invariantsOf(writer, program) : []),
    '====',
    '',
  ].join('\n');
};

type Writer = Readonly<{
  names: Names;
  messages: ReadonlySet<string>;
  words: ReadonlyMap<string, Variable>;
  sizes: ReadonlyMap<string, ProgramVariable>;
}>;

const set = (ids: readonly string[]): string => `{${ids.map((id) => `"${id}"`).join(', ')}}`;

const literal = ({ words }: Writer, id: string, value: number): string => {
  const word = words.get(id)?.words?.[value];
  return word === undefined ? `${value}` : `"${word}"`;
};

const test = (writer: Writer, { variable, values }: Condition[number]): string => {
  if (writer.messages.has(variable)) return `"${variable}" ${(values & 2) === 0 ? '\\notin' : '\\in'} net`;
  const size = writer.sizes.get(variable)?.size ?? 0;
  const allowed = Array.from({ length: size }, (_, value) => value).filter((value) => ((values >>> value) & 1) === 1);
  const name = writer.names.variable(variable);
  return allowed.length === 1
    ? `${name} = ${literal(writer, variable, allowed[0] ?? 0)}`
    : `${name} \\in {${allowed.map((value) => literal(writer, variable, value)).join(', ')}}`;
};

const formulaText = (writer: Writer, formula: Formula): string => {
  if ('all' in formula)
    return formula.all.length === 0
      ? 'TRUE'
      : `(${formula.all.map((part) => formulaText(writer, part)).join(' /\\ ')})`;
  if ('any' in formula)
    return formula.any.length === 0
      ? 'FALSE'
      : `(${formula.any.map((part) => formulaText(writer, part)).join(' \\/ ')})`;
  return test(writer, formula);
};

const definition = (writer: Writer, action: Action, locals: readonly ProgramVariable[]): readonly string[] => {
  const network = action.effects.filter(({ variable }) => writer.messages.has(variable));
  const changed = locals.filter(({ id }) => action.effects.some(({ variable }) => variable === id));
  const same = [
    ...(network.length === 0 ? ['net'] : []),
    ...locals.filter((local) => !changed.includes(local)).map(({ id }) => writer.names.variable(id)),
  ];
  return [
    `${writer.names.action(action)} ==`,
    ...action.guard.map((each) => `  /\\ ${test(writer, each)}`),
    ...(network.length === 0 ? [] : [`  /\\ net' = ${networkAfter(writer, network)}`]),
    ...changed.map(({ id }) => `  /\\ ${writer.names.variable(id)}' = ${valueAfter(writer, id, action.effects)}`),
    ...(same.length === 0 ? [] : [`  /\\ UNCHANGED <<${same.join(', ')}>>`]),
  ];
};

/** Each effect in turn, on the set as the ones before it left it. */
const networkAfter = (writer: Writer, effects: readonly Assignment[]): string =>
  effects.reduce((network, effect) => {
    const adds = 'to' in effect && effect.to === 1;
    const member = set([effect.variable]);
    const changed =
      effect.when && effect.when.length > 0
        ? `IF ${formulaText(writer, { all: effect.when })} THEN ${member} ELSE {}`
        : member;
    return `(${network} ${adds ? '\\union' : '\\'} (${changed}))`;
  }, 'net');

const valueAfter = (writer: Writer, id: string, effects: readonly Assignment[]): string => {
  const name = writer.names.variable(id);
  const largest = (writer.sizes.get(id)?.size ?? 1) - 1;
  return effects
    .filter(({ variable }) => variable === id)
    .reduce((before, effect) => {
      const value =
        'to' in effect
          ? literal(writer, id, effect.to)
          : `(IF ${name} + ${effect.add} > ${largest} THEN ${largest} ELSE ${name} + ${effect.add})`;
      return effect.when && effect.when.length > 0
        ? `(IF ${formulaText(writer, { all: effect.when })} THEN ${value} ELSE ${before})`
        : value;
    }, name);
};

const invariantsOf = (writer: Writer, { requirements }: Program): readonly string[] =>
  requirements.flatMap((each, index) =>
    each.must === 'never'
      ? [`Inv${index + 1}_${each.property.replaceAll('-', '_')} == ~${formulaText(writer, each.bad)}`, '']
      : [],
  );
