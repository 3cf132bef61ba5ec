import type { Model, Rule } from '../../src/process/rules.ts';

/** A model with one place changed, and what was changed. */
export type Mutant = Readonly<{ what: string; model: Model; rule: Rule | null }>;

/** Every model that one small mistake makes out of this one: a rule, a message or a write forgotten, a guarantee missing. */
export const mutantsOf = (model: Model): readonly Mutant[] => [
  ...model.rules.map((rule, index) => ({
    what: `no rule ${rule.id}`,
    rule,
    model: { ...model, rules: model.rules.filter((_, at) => at !== index) },
  })),
  ...model.rules.flatMap((rule, index) => [
    ...rule.send.map((send) => ({
      what: `${rule.id} does not send ${send.name}`,
      rule,
      model: withRule(model, index, { ...rule, send: rule.send.filter((each) => each !== send) }),
    })),
    ...rule.set.map((set) => ({
      what: `${rule.id} does not write ${set.variable}`,
      rule,
      model: withRule(model, index, { ...rule, set: rule.set.filter((each) => each !== set) }),
    })),
  ]),
  ...model.actors.flatMap((actor) =>
    [{ outbox: false }, { inbox: 'none' as const }, { durable: false }, { overwrites: true }].map((without) => ({
      what: `${actor.id}: ${JSON.stringify(without)}`,
      rule: null,
      model: { ...model, actors: model.actors.map((each) => (each === actor ? { ...each, ...without } : each)) },
    })),
  ),
];

const withRule = (model: Model, index: number, rule: Rule): Model => ({
  ...model,
  rules: model.rules.map((each, at) => (at === index ? rule : each)),
});
