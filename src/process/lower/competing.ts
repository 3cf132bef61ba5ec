import type { NormalisedProcess } from '../normalised.ts';
import {
  type Assignment,
  type Condition,
  everyValue,
  is,
  type Model,
  type Requirement,
  type Rule,
  type Variable,
} from '../rules.ts';
import { state, work } from './names.ts';

/**
 * Several instances of a process that compete for shared resources. The anomalies of isolation need no fault, so that
 * parts that never fail show them in far fewer states; whether faults add one is a question of its own. A resource without a lock is looked at first and taken later; with a semantic lock both are
 * one commit.
 * @param model one instance
 * @param faults whether its parts fail as those of one instance do
 */
export const competing = (process: NormalisedProcess, model: Model, faults: boolean): Model => {
  const instances = Array.from({ length: Math.max(2, process.instances) }, (_, index) => `${index + 1}:`);
  const resources = Object.entries(process.resources).filter(([id]) =>
    process.steps.some((step) => step.resource === id),
  );
  const single = {
    ...model,
    rules: resources.reduce((rules, [id, how]) => rules.flatMap((rule) => taking(process, rule, id, how)), model.rules),
  };
  return {
    ...model,
    actors: instances.flatMap((prefix) =>
      model.actors.map((actor) => ({
        ...actor,
        id: `${prefix}${actor.id}`,
        ...(faults ? { overwrites: false } : faultless),
      })),
    ),
    variables: [
      ...resources.map(([id, { units }]): Variable => ({ id: taken(id), actor: null, size: units + 2, initial: 0 })),
      ...instances.flatMap((prefix) =>
        single.variables
          .filter(({ id }) => !isShared(id))
          .map(({ slot: _, ...each }) => ({
            ...each,
            id: `${prefix}${each.id}`,
            actor: each.actor === null ? null : `${prefix}${each.actor}`,
          })),
      ),
    ],
    messages: instances.flatMap((prefix) =>
      model.messages.map(({ slot: _, ...each }) => ({
        ...each,
        id: `${prefix}${each.id}`,
        from: each.from === null ? null : `${prefix}${each.from}`,
        to: each.to === null ? null : `${prefix}${each.to}`,
        ...(faults ? {} : { lossy: false, repeats: false, acknowledgedFirst: false }),
      })),
    ),
    rules: instances.flatMap((prefix) => single.rules.map((rule) => renamed(rule, prefix))),
    requirements: resources.map(
      ([id, { units }]): Requirement => ({
        property: 'isolation',
        subject: id,
        must: 'never',
        bad: is(taken(id), units + 1),
      }),
    ),
  };
};

/** Its inboxes stay: commands that are sent again in good order are told apart by them too. */
const faultless = { outbox: true, durable: true, overwrites: false } as const;
const taken = (resource: string): string => `taken:${resource}`;
const isShared = (variable: string): boolean => variable.startsWith('taken:');

type Resource = NormalisedProcess['resources'][string];

const taking = (
  process: NormalisedProcess,
  rule: Rule,
  resource: string,
  { units, lock }: Resource,
): readonly Rule[] => {
  const { step: task } = rule.act;
  const step = process.steps.find(({ id, forEach }) => id === task || (forEach !== null && task?.startsWith(`${id}-`)));
  if (task === null || step?.resource !== resource || step.readOnly) return [rule];
  if (rule.act.kind === 'undo') return [{ ...rule, set: [...rule.set, ...givenBack(resource, units)] }];
  if (rule.act.kind !== 'apply') return [rule];
  const left: Condition = [{ variable: taken(resource), values: everyValue(units) }];
  const take: Assignment = { variable: taken(resource), add: 1 };
  if (lock === 'semantic') return [{ ...rule, when: [...rule.when, ...left], set: [...rule.set, take] }];
  return [
    {
      ...rule,
      id: `${rule.id}/look`,
      when: [...rule.when, ...left],
      set: [{ variable: state(task), to: work.checked }],
      send: [],
      act: { kind: 'look', step: task },
    },
    { ...rule, id: `${rule.id}/take`, on: null, when: [is(state(task), work.checked)], set: [...rule.set, take] },
  ];
};

const givenBack = (resource: string, units: number): readonly Assignment[] =>
  Array.from({ length: units + 1 }, (_, index) => ({
    variable: taken(resource),
    to: index,
    when: [is(taken(resource), index + 1)],
  }));

const renamed = (rule: Rule, prefix: string): Rule => {
  const name = (id: string): string => (isShared(id) ? id : `${prefix}${id}`);
  const condition = (tests: Condition): Condition => tests.map((test) => ({ ...test, variable: name(test.variable) }));
  return {
    ...rule,
    id: `${prefix}${rule.id}`,
    actor: `${prefix}${rule.actor}`,
    on: rule.on === null ? null : name(rule.on),
    when: condition(rule.when),
    set: rule.set.map((each) => ({
      ...each,
      variable: name(each.variable),
      ...(each.when ? { when: condition(each.when) } : {}),
    })),
    send: rule.send.map((each) => ({
      ...each,
      copies: each.copies.map(name),
      ...(each.when ? { when: condition(each.when) } : {}),
    })),
  };
};
