import type { Formula, Model } from '../../process/rules.ts';
import type { Action, Program } from '../program.ts';
import { type Fairness, fairnessOf } from './fairness.ts';
import { livenessName, moduleName, type Names, namesOf } from './names.ts';
import { declarations, formulaText, option } from './promela-text.ts';
import { possibleNow } from './rest.ts';

/**
 * The program for SPIN's search for acceptance cycles: a run that, once faults have stopped, goes on for ever, fairly,
 * and without an outcome. SPIN is fair to processes only, and this is one, so the model takes turns itself: each thing
 * that may be counted on has its turn, which is over when it has happened or cannot; to be fair is to come round again
 * and again. Null when no outcome is promised.
 */
export const promelaLivenessOf = (model: Model, program: Program): string | null => {
  const goals = program.requirements.flatMap((each) => (each.must === 'stay_possible' ? [each.goal] : []));
  if (goals.length === 0) return null;
  const names = namesOf(program);
  const fairness = fairnessOf(model, program);
  const strong = fairness.filter(({ kind }) => kind === 'strong');
  const turns = turnsOf(names, program, fairness);
  const name = livenessName(moduleName(model.id));
  return [
    `/* ${model.id}: once faults stop an outcome comes, if messages are taken in the end, timers fire, and what is tried`,
    '   for ever succeeds.',
    `   spin -a -o2 ${name}.pml && gcc -O2 -DNOREDUCE -o pan pan.c && ./pan -a -m1000000`,
    `   A counterexample, for "eda story --trace": spin -t -p ${name}.pml */`,
    ...declarations(names, program),
    'bit calm;',
    `${fairness.length < 255 ? 'byte' : 'short'} turn;`,
    'bit moved;',
    ...strong.map((_, index) => `bit never${index};`),
    '',
    '/* There is an outcome, or what was not to become possible any more does. */',
    `#define OVER (${[outcome(names, goals), ...strong.map((each, index) => `(never${index} && ${can(names, program, each)})`)].join(' || ')})`,
    '/* Whatever is over for this time is passed over before anything else happens. */',
    `#define GOING (!calm || (!moved && turn != ${fairness.length} && !OVER))`,
    '',
    'active proctype process() {',
    'end:',
    '  do',
    '  :: d_step { !calm && !OVER -> printf("faults end\\n"); calm = 1; moved = 1 }',
    ...strong.map((_, index) => `  :: d_step { calm && !never${index} -> never${index} = 1; moved = 1 }`),
    `  :: d_step { moved -> ${passing(turns)} moved = 0 }`,
    `  :: calm && !moved && turn == ${fairness.length} && !OVER -> accept_round: d_step { turn = 0; moved = 1 }`,
    ...program.actions.map((action) => `  ${optionOf(names, program, fairness, action)}`),
    '  od',
    '}',
    '',
  ].join('\n');
};

const outcome = (names: Names, goals: readonly Formula[]): string => formulaText(names, { all: goals });

/** When each turn is over although nothing has happened. */
const turnsOf = (names: Names, program: Program, fairness: readonly Fairness[]): readonly string[] => {
  const strong = fairness.filter(({ kind }) => kind === 'strong');
  return fairness.map((each) =>
    each.kind === 'strong' ? `never${strong.indexOf(each)}` : `!${can(names, program, each)}`,
  );
};

const can = (names: Names, program: Program, { actions }: Fairness): string =>
  `(${formulaText(names, possibleNow(program, actions))})`;

const passing = (turns: readonly string[]): string =>
  `do ${turns.map((isOver, turn) => `:: turn == ${turn} && ${isOver} -> turn = ${turn + 1} `).join('')}:: else -> break od;`;

const optionOf = (names: Names, program: Program, fairness: readonly Fairness[], action: Action): string => {
  if (action.fault !== null) return option(names, program, action, { also: ['!calm'] });
  const ended = fairness.flatMap(({ actions }, turn) => (actions.includes(action) ? [turn] : []));
  return option(names, program, action, {
    also: ['GOING'],
    then: [...ended.map((turn) => `turn = (turn == ${turn} -> ${turn + 1} : turn);`), 'moved = calm;'],
  });
};
