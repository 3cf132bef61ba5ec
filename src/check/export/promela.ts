import type { Assignment, Condition, Formula, Model } from '../../process/rules.ts';
import type { Action, Program } from '../program.ts';
import { moduleName, type Names, namesOf } from './names.ts';
import { possible } from './rest.ts';

export type PromelaOptions = Readonly<{
  /** Whether to assert the promises; without them SPIN only counts states. */
  assertions: boolean;
}>;

/**
 * A program as one Promela process: an endless choice among guarded, indivisible steps, each of which prints its
 * number. It may end where nothing can happen any more; whether it should have is asserted. The comment on top says how
 * it is run.
 */
export const promelaOf = (model: Model, program: Program, { assertions }: PromelaOptions): string => {
  const names = namesOf(program);
  const file = `${moduleName(model.id)}.pml`;
  const conditional = Math.max(0, ...program.actions.map(({ effects }) => effects.filter(isConditional).length));
  return [
    `/* ${model.id}`,
    `   spin -a -o2 ${file} && gcc -O2 -DSAFETY -o pan pan.c && ./pan -m1000000`,
    `   A counterexample, for "eda story --trace": spin -t -p ${file} */`,
    ...program.variables.map(
      ({ id, size, initial }) => `${size <= 2 ? 'bit' : 'byte'} ${names.variable(id)} = ${initial};`,
    ),
    ...Array.from({ length: conditional }, (_, index) => `hidden byte when${index};`),
    ...(assertions
      ? ['', '/* Something can still happen although nothing goes wrong. */', busyOf(names, model, program)]
      : []),
    '',
    'active proctype process() {',
    'end:',
    '  do',
    ...(assertions ? assertionsOf(names, program) : []),
    ...program.actions.map((action) => `  ${option(names, program, action)}`),
    '  od',
    '}',
    '',
  ].join('\n');
};

const busyOf = (names: Names, model: Model, program: Program): string => {
  const cases = possible(model, program).map(({ message, when }) =>
    message === null ? formulaText(names, when) : `(${names.variable(message)} == 1 && ${formulaText(names, when)})`,
  );
  return `#define BUSY (${cases.length === 0 ? '0' : cases.join(' || \\\n  ')})`;
};

/**
 * One option per promise. What must hold at rest is asserted where nothing can happen any more without a fault, and so
 * is that an outcome was reached by then.
 */
const assertionsOf = (names: Names, program: Program): readonly string[] => {
  const option = (property: string, when: string) =>
    `  :: d_step { ${when} -> printf("broken ${property}\\n"); assert(false) }`;
  return program.requirements.flatMap((each) => {
    switch (each.must) {
      case 'never':
        return [option(each.property, formulaText(names, each.bad))];
      case 'not_at_rest':
        return [option(each.property, `${formulaText(names, each.bad)} && !BUSY`)];
      case 'stay_possible':
        return [option(each.property, `!${formulaText(names, each.goal)} && !BUSY`)];
      case 'occur':
      case 'happen':
        return [];
      default:
        return each satisfies never;
    }
  });
};

const isConditional = ({ when }: Assignment): boolean => when !== undefined && when.length > 0;

const test = (names: Names, { variable, values }: Condition[number]): string => {
  const name = names.variable(variable);
  const allowed = Array.from({ length: 32 }, (_, value) => value).filter((value) => ((values >>> value) & 1) === 1);
  return allowed.length === 1 ? `${name} == ${allowed[0]}` : `((${values >>> 0} >> ${name}) & 1)`;
};

const formulaText = (names: Names, formula: Formula): string => {
  if ('all' in formula)
    return formula.all.length === 0 ? '1' : `(${formula.all.map((part) => formulaText(names, part)).join(' && ')})`;
  if ('any' in formula)
    return formula.any.length === 0 ? '0' : `(${formula.any.map((part) => formulaText(names, part)).join(' || ')})`;
  return test(names, formula);
};

/** Conditions speak of the state before the step, so they are read before anything is written. */
const option = (names: Names, program: Program, action: Action): string => {
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
  return `:: d_step { ${formulaText(names, { all: action.guard })} -> printf("action ${action.id}\\n"); ${[...conditions, ...writes, ...reset].join(' ')} }`;
};

const assignment = (names: Names, { variables }: Program, effect: Assignment): string => {
  const name = names.variable(effect.variable);
  if ('to' in effect) return `${name} = ${effect.to}`;
  const largest = (variables.find(({ id }) => id === effect.variable)?.size ?? 1) - 1;
  return `${name} = (${name} + ${effect.add} > ${largest} -> ${largest} : ${name} + ${effect.add})`;
};
