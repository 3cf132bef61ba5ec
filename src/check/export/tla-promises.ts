import { type Model, propertyIds, type Requirement } from '../../process/rules.ts';
import type { Program } from '../program.ts';
import { possible } from './rest.ts';
import { formulaText } from './tla-text.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The promises of a process as definitions, and which of them a checker has to look at. */
export type Promises = Readonly<{
  lines: readonly string[];
  invariants: readonly string[];
  /** It promises an outcome. */
  hasOutcome: boolean;
}>;

/** Promises about single states, about states of rest, and about what stays possible. */
export const promisesOf = (model: Model, program: Program, vocabulary: Vocabulary, isOrdered: boolean): Promises => {
  const invariants = propertyIds.flatMap((id) => [
    ...invariantOf(id, 'never', program.requirements, vocabulary),
    ...invariantOf(id, 'not_at_rest', program.requirements, vocabulary),
  ]);
  const goals = program.requirements.flatMap((each) => (each.must === 'stay_possible' ? [each.goal] : []));
  const outcome =
    goals.length === 0
      ? []
      : [
          '\\* An outcome that the process promises.',
          `Outcome == ${formulaText(vocabulary, { all: goals })}`,
          '',
          '\\* Nothing comes to rest without an outcome.',
          'RestsWithOutcome == Busy \\/ Outcome',
          '',
        ];
  return {
    lines: [
      ...busyLines(model, program, vocabulary, isOrdered),
      ...outcome,
      ...invariants.flatMap(({ lines }) => [...lines, '']),
    ],
    invariants: [...(goals.length === 0 ? [] : ['RestsWithOutcome']), ...invariants.map(({ name }) => name)],
    hasOutcome: goals.length > 0,
  };
};

type Invariant = Readonly<{ name: string; lines: readonly string[] }>;

/** One invariant per promise, a line for each step, message or outcome that it is about. */
const invariantOf = (
  property: string,
  must: 'never' | 'not_at_rest',
  requirements: readonly Requirement[],
  vocabulary: Vocabulary,
): readonly Invariant[] => {
  const bad = requirements.flatMap((each) => (each.property === property && each.must === must ? [each.bad] : []));
  if (bad.length === 0) return [];
  const wish = `${property}${must === 'not_at_rest' ? '-at-rest' : ''}`;
  const name = vocabulary.unique(wish.replaceAll(/(?:^|-)([a-z])/g, (_, next: string) => next.toUpperCase()));
  return [
    {
      name,
      lines: [
        `${name} ==${must === 'not_at_rest' ? ' ~Busy =>' : ''}`,
        ...bad.map((formula) => `  /\\ ~(${formulaText(vocabulary, formula)})`),
      ],
    },
  ];
};

/** Messages that are always taken are one case. */
const busyLines = (model: Model, program: Program, vocabulary: Vocabulary, isOrdered: boolean): readonly string[] => {
  const all = possible(model, program);
  const first = isOrdered ? ' /\\ First(m)' : '';
  const always = all.filter(({ when }) => 'all' in when && when.all.length === 0);
  const taken = always.flatMap(({ message }) => (message === null ? [] : [vocabulary.message(message)]));
  const sometimes = all.filter((each) => !always.includes(each));
  return [
    '\\* Something can still happen although nothing goes wrong.',
    'Busy ==',
    ...(taken.length === 0 ? [] : [`  \\/ \\E m \\in net : m \\in {${taken.join(', ')}}${first}`]),
    ...sometimes.map(({ message, when }) => {
      const text = formulaText(vocabulary, when);
      if (message === null) return `  \\/ ${text}`;
      const m = vocabulary.message(message);
      return `  \\/ ${m} \\in net${isOrdered ? ` /\\ First(${m})` : ''} /\\ ${text}`;
    }),
    ...(taken.length + sometimes.length === 0 ? ['  FALSE'] : []),
    '',
  ];
};
