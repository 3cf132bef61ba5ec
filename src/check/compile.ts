import type { Model, Slot } from '../process/rules.ts';
import { actionsOf, lostUpdate, overlapRequirements } from './faults.ts';
import { grouped } from './grouped.ts';
import { withInboxes } from './inbox.ts';
import { mostOrderedPairs, type Ordering, orderedPairs, orderingOf } from './ordering.ts';
import type { Action, Program, ProgramVariable, Reductions } from './program.ts';
import { eliminationsOf } from './stale.ts';

/** The model with its inboxes spelled out, and everything that may happen in it as guarded commands. */
export type Compiled = Readonly<{
  model: Model;
  program: Program;
  /** What had to be left out of a program that is too large: transactions that overlap, or everything. */
  missing: 'nothing' | 'overlaps' | 'everything';
}>;

/** Effects and tests of all actions together; a program of this size takes half a second and 100 MB to prepare. */
const largestProgram = 400_000;

/**
 * Rules to guarded commands: inboxes, faults, order of delivery, messages that cannot matter.
 * @param isAsked whether to stop, which leaves everything missing
 */
export const compile = (source: Model, reductions: Reductions, isAsked: () => boolean = () => false): Compiled => {
  const model = withInboxes(source);
  const isTooOrdered = orderedPairs(model) > mostOrderedPairs;
  const ordering = orderingOf(isTooOrdered ? { ...model, ordering: 'none' } : model);
  const { actions, missing } = isTooOrdered ? nothingAtAll : asManyAsFit(model, ordering, isAsked);
  const variables = [...variablesOf(model), ...(missing === 'everything' ? [] : ordering.variables)];
  return {
    model,
    missing,
    program: {
      variables,
      actions,
      eliminations:
        reductions.stale && missing !== 'everything' ? eliminationsOf(model, variables, actions, ordering.behind) : [],
      requirements: [...model.requirements, ...overlapRequirements(model)],
      groups: reductions.symmetry ? groupsOf(variables) : [],
    },
  };
};

const nothingAtAll = { actions: [], missing: 'everything' } as const;

/** Actions made between two questions whether to stop. */
const actionsBetweenQuestions = 256;

/** Without some overlaps everything else can still be looked at; without some rules nothing can be said. */
const asManyAsFit = (
  model: Model,
  ordering: Ordering,
  isAsked: () => boolean,
): Pick<Compiled, 'missing'> & Pick<Program, 'actions'> => {
  const actions: Action[] = [];
  let size = 0;
  for (const each of actionsOf(model)) {
    if (actions.length % actionsBetweenQuestions === 0 && isAsked()) return nothingAtAll;
    const action = ordering.apply(each);
    size += action.guard.length + action.effects.length;
    if (size > largestProgram) return action.overwritten === null ? nothingAtAll : { actions, missing: 'overlaps' };
    actions.push(action);
  }
  return { actions, missing: 'nothing' };
};

const variablesOf = (model: Model): readonly ProgramVariable[] => [
  ...model.variables.map(
    ({ id, size, initial, actor, slot }): ProgramVariable => ({
      id,
      size,
      initial,
      kind: actor === null ? 'ghost' : id.startsWith('seen:') ? 'seen' : 'local',
      slot: slot ?? null,
    }),
  ),
  ...model.messages.map(
    ({ id, initial, slot }): ProgramVariable => ({
      id,
      size: 2,
      initial: initial ? 1 : 0,
      kind: 'message',
      slot: slot ?? null,
    }),
  ),
  ...(overlapRequirements(model).length > 0
    ? [{ id: lostUpdate, size: 2, initial: 0, kind: 'ghost' as const, slot: null }]
    : []),
];

/** Ordered channels tie slots to each other, so that they are interchangeable only while nothing is ordered. */
const groupsOf = (variables: readonly ProgramVariable[]): Program['groups'] => {
  if (variables.some(({ kind }) => kind === 'order')) return [];
  const slotted = variables.flatMap(({ id, slot }) => (slot === null ? [] : [{ id, slot }]));
  return [...grouped(slotted, ({ slot }) => slot.group)].map(([name, members]) => ({ name, slots: byIndex(members) }));
};

const byIndex = (variables: readonly Readonly<{ id: string; slot: Slot }>[]): readonly (readonly string[])[] =>
  [...grouped(variables, ({ slot }) => slot.index)]
    .sort(([left], [right]) => left - right)
    .map(([, members]) => members.map(({ id }) => id));
