import {
  type Actor,
  type Assignment,
  type Condition,
  is,
  type Model,
  type Requirement,
  type Rule,
  type Variable,
} from '../process/rules.ts';
import type { Action } from './program.ts';

/** Set once a write of the coordinator's state was overwritten by one computed from an older state. */
export const lostUpdate = 'lost-update';

type Draft = Omit<Action, 'id'>;

/**
 * Everything that may happen in a model, as guarded commands. A rule runs whole; and, where its actor and its channel
 * do not exclude it, it runs with a fault:
 * - redelivery: the crash comes after the commit and all sends, before the acknowledgement; the message stays;
 * - crash: without an outbox the crash comes after the commit and only the first n sends are out; the message stays;
 * - loss: a lossy channel drops a message;
 * - dropped: whoever got it has acknowledged a message and fails before the commit; messages may be taken ahead of their turn;
 * - restart: an actor whose state is in memory forgets it.
 * A handler with durable state needs no crash of its own: a crash before the commit changes nothing, one after it is
 * covered by the cases above. Overlapping transactions without a version check are no fault but a missing guarantee.
 */
export function* actionsOf(model: Model): Iterable<Action> {
  let id = 0;
  for (const draft of draftsOf(model)) {
    yield { id, ...draft };
    id += 1;
  }
}

/** Overlaps come last and one by one: there may be more of them, the square of the rules, than anybody wants. */
function* draftsOf(model: Model): Iterable<Draft> {
  const actors = new Map(model.actors.map((actor) => [actor.id, actor]));
  const repeats = new Set(model.messages.filter((message) => message.repeats).map(({ id }) => id));
  for (const [index, rule] of model.rules.entries())
    yield* runs(rule, index, actors.get(rule.actor), rule.on !== null && repeats.has(rule.on));
  for (const { id, to, lossy, acknowledgedFirst } of model.messages) {
    if (lossy && to !== null) yield gone(id, 'loss');
    if (acknowledgedFirst) yield gone(id, 'dropped');
  }
  yield* model.actors.filter(({ durable }) => !durable).map((actor) => restart(actor, model.variables));
  for (const actor of model.actors) if (actor.overwrites) yield* overlaps(model, actor);
}

/** The requirement that comes with overlapping transactions. */
export const overlapRequirements = (model: Model): readonly Requirement[] =>
  model.actors.some(({ overwrites }) => overwrites)
    ? [{ property: 'no-lost-update', subject: null, must: 'never', bad: is(lostUpdate, 1) }]
    : [];

const runs = (rule: Rule, index: number, actor: Actor | undefined, repeats: boolean): readonly Draft[] => {
  const kept = actor?.outbox === true ? [] : rule.send.slice(0, -1).map((_, sent) => sent + 1);
  const crashes = actor?.outbox !== true && rule.send.length > 0 ? [0, ...kept] : [];
  const again = repeats && (rule.set.length > 0 || rule.send.length > 0);
  const run = (fault: Action['fault'], sent: number, acknowledged: boolean): Draft => ({
    fault,
    rule: index,
    overwritten: null,
    sent,
    subject: null,
    guard: [...received(rule), ...rule.when],
    effects: [...(acknowledged ? consumed(rule) : []), ...rule.set, ...published(rule, sent)],
  });
  return [
    run(null, rule.send.length, true),
    ...(again ? [run('redelivery', rule.send.length, false)] : []),
    ...crashes.map((sent) => run('crash', sent, !repeats)),
  ];
};

const received = ({ on }: Rule): Condition => (on === null ? [] : [is(on, 1)]);
const consumed = ({ on }: Rule): readonly Assignment[] => (on === null ? [] : [{ variable: on, to: 0 }]);

const published = (rule: Rule, sent: number): readonly Assignment[] =>
  rule.send
    .slice(0, sent)
    .flatMap(({ copies, when }) => copies.map((variable) => (when ? { variable, to: 1, when } : { variable, to: 1 })));

const gone = (message: string, fault: 'loss' | 'dropped'): Draft => ({
  fault,
  rule: null,
  overwritten: null,
  sent: 0,
  subject: message,
  guard: [is(message, 1)],
  effects: [{ variable: message, to: 0 }],
});

const restart = (actor: Actor, variables: readonly Variable[]): Draft => ({
  fault: 'restart',
  rule: null,
  overwritten: null,
  sent: 0,
  subject: actor.id,
  guard: [],
  effects: variables
    .filter((each) => each.actor === actor.id)
    .map(({ id, initial }) => ({ variable: id, to: initial })),
});

/** `late` computed its new state before `early` committed, and writes it over the whole of `early`'s. */
function* overlaps(model: Model, actor: Actor): Iterable<Draft> {
  const own = new Set(model.variables.filter((each) => each.actor === actor.id).map(({ id }) => id));
  const writers = model.rules.flatMap((rule, index) =>
    rule.actor === actor.id && rule.set.some(({ variable }) => own.has(variable)) ? [{ rule, index }] : [],
  );
  for (const early of writers)
    for (const late of writers)
      if (late.index !== early.index && mayOverlap(early.rule, late.rule))
        yield {
          fault: null,
          rule: late.index,
          overwritten: early.index,
          sent: late.rule.send.length,
          subject: null,
          guard: [...received(early.rule), ...received(late.rule), ...early.rule.when, ...late.rule.when],
          effects: [
            ...consumed(early.rule),
            ...consumed(late.rule),
            ...early.rule.set.filter(({ variable }) => !own.has(variable)),
            ...published(early.rule, early.rule.send.length),
            ...late.rule.set,
            ...published(late.rule, late.rule.send.length),
            { variable: lostUpdate, to: 1 },
          ],
        };
}

/** Both can be enabled in one state, by different messages; the order of a pair matters only if the early one writes something the late one does not. */
const mayOverlap = (early: Rule, late: Rule): boolean =>
  (early.on === null || early.on !== late.on) &&
  early.when.every(({ variable, values }) =>
    late.when.every((other) => other.variable !== variable || (other.values & values) !== 0),
  );
