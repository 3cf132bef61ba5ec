import type { Model, Slot } from '../process/rules.ts';
import { actionsOf, lostUpdate, overlapRequirements } from './faults.ts';
import { grouped } from './grouped.ts';
import { withInboxes } from './inbox.ts';
import { orderingOf } from './ordering.ts';
import type { Program, ProgramVariable, Reductions } from './program.ts';
import { eliminationsOf } from './stale.ts';

/** The model with its inboxes spelled out, and everything that may happen in it as guarded commands. */
export type Compiled = Readonly<{ model: Model; program: Program }>;

/** Rules to guarded commands: inboxes, faults, order of delivery, messages that cannot matter. */
export const compile = (source: Model, reductions: Reductions): Compiled => {
  const model = withInboxes(source);
  const ordering = orderingOf(model);
  const actions = actionsOf(model).map(ordering.apply);
  const variables = [...variablesOf(model), ...ordering.variables];
  return {
    model,
    program: {
      variables,
      actions,
      eliminations: reductions.stale ? eliminationsOf(model, variables, actions, ordering.behind) : [],
      requirements: [...model.requirements, ...overlapRequirements(model)],
      groups: reductions.symmetry ? groupsOf(variables) : [],
    },
  };
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
