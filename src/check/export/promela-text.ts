import type { Assignment, Condition, Formula } from '../../process/rules.ts';
import type { Action, Program } from '../program.ts';
import type { Names } from './names.ts';

/** The variables of a program, and those that its steps need. */
export const declarations = (names: Names, { variables, actions }: Program): readonly string[] => {
  const conditional = Math.max(0, ...actions.map(({ effects }) => effects.filter(isConditional).length));
  return [
    ...variables.map(({ id, size, initial }) => `${size <= 2 ? 'bit' : 'byte'} ${names.variable(id)} = ${initial};`),
    ...Array.from({ length: conditional }, (_, index) => `hidden byte when${index};`),
  ];
};

const isConditional = ({ when }: Assignment): boolean => when !== undefined && when.length > 0;

const test = (names: Names, { variable, values }: Condition[number]): string => {
  const name = names.variable(variable);
  const allowed = Array.from({ length: 32 }, (_, value) => value).filter((value) => ((values >>> value) & 1) === 1);
  return allowed.length === 1 ? `${name} == ${allowed[0]}` : `((${values >>> 0} >> ${name}) & 1)`;
};

/** A formula on one line. */
export const formulaText = (names: Names, formula: Formula): string => {
  if ('all' in formula)
    return formula.all.length === 0 ? '1' : `(${formula.all.map((part) => formulaText(names, part)).join(' && ')})`;
  if ('any' in formula)
    return formula.any.length === 0 ? '0' : `(${formula.any.map((part) => formulaText(names, part)).join(' || ')})`;
  return test(names, formula);
};

/**
 * An action as one indivisible step that prints its number. Conditions speak of the state before the step, so they are
 * read before anything is written.
 * @param also what must hold beside its guard
 * @param then what is done beside its effects
 * @param mark what is printed after the number
 */
export const option = (
  names: Names,
  program: Program,
  action: Action,
  {
    also = [],
    then = [],
    mark = '',
  }: Readonly<{ also?: readonly string[]; then?: readonly string[]; mark?: string }> = {},
): string => {
  const conditional = action.effects.filter(isConditional);
  const conditions = conditional.map(
    (effect, index) => `when${index} = ${formulaText(names, { all: effect.when ?? [] })};`,
  );
  const writes = action.effects.map((effect) => {
    const index = conditional.indexOf(effect);
    const write = assignment(names, program, effect);
    return index < 0 ? `${write};` : `if :: when${index} -> ${write} :: else -> skip fi;`;
  });
  const reset = conditional.map((_, index) => `when${index} = 0;`);
  const guard = [...also, formulaText(names, { all: action.guard })].join(' && ');
  const done = [...conditions, ...writes, ...reset, ...then].join(' ');
  return `:: d_step { ${guard} -> printf("action ${action.id}${mark}\\n"); ${done} }`;
};

const assignment = (names: Names, { variables }: Program, effect: Assignment): string => {
  const name = names.variable(effect.variable);
  if ('to' in effect) return `${name} = ${effect.to}`;
  const largest = (variables.find(({ id }) => id === effect.variable)?.size ?? 1) - 1;
  return `${name} = (${name} + ${effect.add} > ${largest} -> ${largest} : ${name} + ${effect.add})`;
};
