import { type Condition, type Formula, propertyIds, type Requirement } from '../process/rules.ts';
import { faultCost } from './labels.ts';
import type { Layout } from './layout.ts';
import { type Memory, memoryFor } from './memory.ts';
import type { Action, Elimination, Program } from './program.ts';

/**
 * Computes the successors of the state that begins at word `state` of the memory: writes those that are another state to
 * the room for successors, behind the `before` that are there already, and to the record of each the action that leads
 * there; counts the others; marks the actions as fired. Returns how many successors there are then.
 */
export type Successors = (state: number, before: number) => number;

/** For the state that begins at word `state` of the memory, the set of properties (bit n = the n-th of `propertyIds`) that a formula says something about. */
export type Verdicts = (state: number) => number;

/**
 * A program made executable, with the memory it works in: one search at a time. The interpreted and the generated engine
 * are twins: same numbers, same order.
 */
export type Engine = Readonly<{
  layout: Layout;
  initial: Int32Array;
  memory: Memory;
  /** What happens when nothing goes wrong. */
  normal: Successors;
  /** What happens with one fault. */
  faulty: Successors;
  /** Properties broken in a state. */
  broken: Verdicts;
  /** Properties broken if nothing happens any more. */
  brokenAtRest: Verdicts;
  /** Properties whose goal is reached. */
  reached: Verdicts;
  /** Another engine for the same program, with a memory of its own; made in no time where this one is interpreted. */
  anew: () => Engine;
}>;

/** Memory for the states and successors of a program. */
export const memoryOf = ({ actions }: Program, { words }: Layout): Memory =>
  memoryFor(
    words,
    actions.map(({ fault }) => (fault === null ? 1 : faultCost + 1)),
  );

/** The successors without and with a fault need separate code; both in the order of the actions. */
export const actionsBy = ({
  actions,
}: Program): Readonly<{ normal: readonly Action[]; faulty: readonly Action[] }> => ({
  normal: actions.filter(({ fault }) => fault === null),
  faulty: actions.filter(({ fault }) => fault !== null),
});

/** Cuts a list into runs of neighbours with the same key; what has none stands alone. */
export const runsOf = <T>(list: readonly T[], keyOf: (item: T) => unknown): readonly (readonly T[])[] => {
  const runs: T[][] = [];
  let last: unknown;
  for (const item of list) {
    const key = keyOf(item);
    const run = key !== undefined && key === last ? runs.at(-1) : undefined;
    if (run) run.push(item);
    else runs.push([item]);
    last = key;
  }
  return runs;
};

/** What a condition asks first, as a key: neighbours mostly take the same message. */
export const firstAsked = ([test]: Condition): string | undefined => test && `${test.variable} ${test.values}`;

/** The eliminations that an action can make due: of what it sends, and of what its writes render useless. */
export const eliminationsOfActions = ({ eliminations }: Program): ((action: Action) => readonly Elimination[]) => {
  const byVariable = new Map<string, number[]>();
  eliminations.forEach(({ message, when }, index) => {
    for (const variable of new Set([message, ...variablesIn(when)])) {
      const known = byVariable.get(variable);
      if (known) known.push(index);
      else byVariable.set(variable, [index]);
    }
  });
  return ({ effects }) => {
    const due = new Uint8Array(eliminations.length);
    for (const { variable } of effects) for (const index of byVariable.get(variable) ?? []) due[index] = 1;
    return eliminations.filter((_, index) => due[index] === 1);
  };
};

const variablesIn = (formula: Formula): readonly string[] => {
  if ('all' in formula) return formula.all.flatMap(variablesIn);
  if ('any' in formula) return formula.any.flatMap(variablesIn);
  return [formula.variable];
};

/** Indices of the groups whose slots an action may bring out of order. */
export const groupsTouched = (
  { effects }: Action,
  eliminated: readonly Elimination[],
  layout: Layout,
): readonly number[] => {
  if (layout.groups.length === 0) return [];
  const written = new Int32Array(layout.words);
  const note = (variable: string): void => {
    const { word, shift, mask } = layout.field(variable);
    written[word] = (written[word] ?? 0) | (mask << shift);
  };
  for (const { variable } of effects) note(variable);
  for (const { clears } of eliminated) clears.forEach(note);
  return layout.groups.flatMap(({ slots }, index) =>
    slots.some(({ word, shift, mask }) => ((written[word] ?? 0) & (mask << shift)) !== 0) ? [index] : [],
  );
};

/** Requirements that say something about single states. */
export type Must = 'never' | 'not_at_rest' | 'stay_possible';

/** Per property, what must be evaluated in a state; requirements of one property are taken together. */
export const verdictFormulas = (
  requirements: readonly Requirement[],
  must: Must,
): readonly Readonly<{ bit: number; formula: Formula }>[] =>
  propertyIds.flatMap((property, bit) => {
    const parts = requirements.filter((each) => each.property === property && each.must === must).flatMap(stateFormula);
    if (parts.length === 0) return [];
    return [{ bit, formula: must === 'stay_possible' ? { all: parts } : { any: parts } }];
  });

const stateFormula = (requirement: Requirement): readonly Formula[] => {
  switch (requirement.must) {
    case 'never':
    case 'not_at_rest':
      return [requirement.bad];
    case 'stay_possible':
    case 'occur':
      return [requirement.goal];
    case 'happen':
      return [];
    default:
      return requirement satisfies never;
  }
};
