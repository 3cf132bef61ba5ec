import { lower } from './lower/index.ts';
import { acknowledgesOf } from './lower/routes.ts';
import type { NormalisedProcess } from './normalised.ts';
import type { Actor, Assignment, Condition, Model, Rule, Send, Test, Variable } from './rules.ts';

/** One lowered rule in words: `TransferOrdered, when status is not started: starts the process; …`. */
export type RuleInWords = Readonly<{
  /** The message it handles; null: it acts by itself. */
  on: string | null;
  when: readonly string[];
  does: string;
  sets: readonly string[];
  sends: readonly string[];
}>;

export type ActorInWords = Readonly<{
  name: string;
  role: Actor['role'];
  outbox: boolean;
  inbox: Actor['inbox'];
  acknowledges: 'after' | 'before';
  durable: boolean;
  rules: readonly RuleInWords[];
}>;

/**
 * What the short forms of a document stand for: every actor with its guarded rules, in words, in the order in which
 * they are lowered. The rules are those that the fault checker explores; bookkeeping of the check is left out.
 * @param acts words for what a rule means, `acts` in `knowledge/checker.yaml`; `{step}` is filled in
 */
export const explain = (
  process: NormalisedProcess,
  acts: Readonly<Record<string, string>>,
): readonly ActorInWords[] => {
  const model = lower(process);
  return model.actors
    .map(({ id, role, outbox, inbox, durable }) => ({
      name: id,
      role,
      outbox,
      inbox,
      acknowledges: acknowledgesOf(process, id),
      durable,
      rules: distinct(model.rules.filter(({ actor }) => actor === id).map((rule) => inWords(model, rule, acts))),
    }))
    .filter(({ rules }) => rules.length > 0);
};

const inWords = (model: Model, rule: Rule, acts: Readonly<Record<string, string>>): RuleInWords => {
  const variables = new Map<string, Variable>([
    ...model.variables.map((variable) => [variable.id, variable] as const),
    ...model.messages.map(({ id }) => [id, { id, actor: null, size: 2, initial: 0, words: onItsWay }] as const),
  ]);
  return {
    on: rule.on === null ? null : (model.messages.find(({ id }) => id === rule.on)?.name ?? rule.on),
    when: conditions(rule.when, variables),
    does: said(acts, rule)
      .replaceAll('{step}', rule.act.step ?? '')
      .replaceAll('{timer}', rule.act.timer ?? ''),
    sets: rule.set.filter(isLast).flatMap((assignment) => assigned(assignment, variables)),
    sends: rule.send.map((send) => sent(send, variables)),
  };
};

/** What a later write replaces in any case is not worth saying. */
const isLast = ({ variable }: Assignment, index: number, all: readonly Assignment[]): boolean =>
  !all.slice(index + 1).some((later) => later.variable === variable && (later.when ?? []).length === 0);

/** The members of a fan-out have rules of their own that read alike. */
const distinct = (rules: readonly RuleInWords[]): readonly RuleInWords[] => [
  ...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values(),
];

const said = (acts: Readonly<Record<string, string>>, { act }: Rule): string => {
  const words = acts[act.kind];
  if (words === undefined) throw new Error(`knowledge/checker.yaml has no words for the act "${act.kind}"`);
  return words;
};

type Variables = ReadonlyMap<string, Variable>;

const conditions = (condition: Condition, variables: Variables): readonly string[] =>
  condition.map((test) => tested(test, variables));

/** Few possible values are listed, most of them are said by what is excluded. */
const tested = ({ variable, values }: Test, variables: Variables): string => {
  const known = variables.get(variable);
  const all = Array.from({ length: known?.size ?? 0 }, (_, value) => value);
  const held = all.filter((value) => (values >>> value) & 1);
  const excluded = all.filter((value) => !held.includes(value));
  return held.length <= excluded.length
    ? `${named(variable)} is ${held.map((value) => word(known, value)).join(' or ')}`
    : `${named(variable)} is anything but ${excluded.map((value) => word(known, value)).join(' or ')}`;
};

const assigned = (assignment: Assignment, variables: Variables): readonly string[] => {
  const known = variables.get(assignment.variable);
  if (known?.actor === null) return [];
  const effect =
    'to' in assignment
      ? `${named(assignment.variable)} becomes ${word(known, assignment.to)}`
      : `${named(assignment.variable)} grows by ${assignment.add}`;
  return [provided(effect, assignment.when, variables)];
};

const sent = ({ name, when }: Send, variables: Variables): string => provided(name, when, variables);

const provided = (effect: string, when: Condition | undefined, variables: Variables): string =>
  when === undefined || when.length === 0 ? effect : `${effect} (if ${conditions(when, variables).join(' and ')})`;

/** A rule may wait for as long as a message is not dealt with. */
const onItsWay = ['dealt with', 'waiting'] as const;

/** `debit.view` is what the coordinator knows of debit, `debit.state` what its service does, `Paid@debit` a message. */
const named = (variable: string): string => variable.replace(/@.*$/, '').replace(/\.(view|state)$/, '');

const word = (variable: Variable | undefined, value: number): string => variable?.words?.[value] ?? String(value);
