import type { Model } from '../../process/rules.ts';
import type { Program } from '../program.ts';
import { moduleName, type Names, namesOf } from './names.ts';
import { declarations, formulaText, option } from './promela-text.ts';
import { possible } from './rest.ts';

export type PromelaOptions = Readonly<{
  /** Whether to assert the promises; without them SPIN only counts states. */
  assertions: boolean;
  /** What is printed after the number of a step. */
  mark?: string;
}>;

/**
 * A program as one Promela process: an endless choice among guarded, indivisible steps, each of which prints its
 * number. It may end where nothing can happen any more; whether it should have is asserted. The comment on top says how
 * it is run.
 */
export const promelaOf = (model: Model, program: Program, { assertions, mark = '' }: PromelaOptions): string => {
  const names = namesOf(program);
  const file = `${moduleName(model.id)}.pml`;
  return [
    `/* ${model.id}`,
    `   spin -a -o2 ${file} && gcc -O2 -DSAFETY -o pan pan.c && ./pan -m1000000`,
    `   A counterexample, for "eda story --trace": spin -t -p ${file} */`,
    ...declarations(names, program),
    ...(assertions
      ? ['', '/* Something can still happen although nothing goes wrong. */', busyOf(names, model, program)]
      : []),
    '',
    'active proctype process() {',
    'end:',
    '  do',
    ...(assertions ? assertionsOf(names, program) : []),
    ...program.actions.map((action) => `  ${option(names, program, action, { mark })}`),
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
