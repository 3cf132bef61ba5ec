import { except, is, type Model, type Rule, type Send, type Variable } from '../process/rules.ts';
import { grouped } from './grouped.ts';

/** The variable in which an inbox keeps what became of a message: 0 not seen, n+1 handled by the n-th rule for it. */
export const seen = (message: string): string => `seen:${message}`;

/**
 * Gives the actors that have an inbox one, as rules: a message handled once is recognised in the commit of its first
 * handling. A duplicate is swallowed, or answered with the stored reply. Rules that change nothing need no memory.
 */
export const withInboxes = (model: Model): Model => {
  const kept = new Set(model.actors.filter(({ inbox }) => inbox !== 'none').map(({ id }) => id));
  if (kept.size === 0) return model;
  const byMessage = grouped(
    model.rules.filter((rule) => kept.has(rule.actor) && rule.on !== null && worthRemembering(rule)),
    (rule) => rule.on ?? '',
  );
  const replays = new Set(model.actors.filter(({ inbox }) => inbox === 'replay_reply').map(({ id }) => id));
  return {
    ...model,
    variables: [...model.variables, ...[...byMessage].map(([message, rules]) => memory(model, message, rules))],
    rules: [
      ...model.rules.map((rule) =>
        renewing(remembering(rule, rule.on === null ? undefined : byMessage.get(rule.on)), byMessage),
      ),
      ...[...byMessage].flatMap(([message, rules]) => duplicates(message, rules, replays)),
    ],
  };
};

const worthRemembering = (rule: Rule): boolean => rule.set.length > 0 || rule.send.length > 0;

const memory = (model: Model, message: string, rules: readonly Rule[]): Variable => {
  const { to, slot } = model.messages.find(({ id }) => id === message) ?? { to: null };
  return { id: seen(message), actor: to, size: rules.length + 1, initial: 0, ...(slot ? { slot } : {}) };
};

const remembering = (rule: Rule, remembered: readonly Rule[] | undefined): Rule => {
  if (rule.on === null || !remembered) return rule;
  const index = remembered.indexOf(rule);
  return {
    ...rule,
    when: [is(seen(rule.on), 0), ...rule.when],
    set: index < 0 ? rule.set : [...rule.set, { variable: seen(rule.on), to: index + 1 }],
  };
};

const renewing = (rule: Rule, remembered: ReadonlyMap<string, unknown>): Rule => {
  const renewed = (rule.renews ?? []).filter((message) => remembered.has(message));
  return renewed.length === 0
    ? rule
    : { ...rule, set: [...rule.set, ...renewed.map((message) => ({ variable: seen(message), to: 0 }))] };
};

const duplicates = (message: string, rules: readonly Rule[], replays: ReadonlySet<string>): readonly Rule[] => {
  const answering = rules.map((rule) => (replays.has(rule.actor) ? rule.send.filter(isUnconditional) : []));
  const silent = answering.flatMap((send, index) => (send.length === 0 ? [index + 1] : []));
  const variable = seen(message);
  const duplicate = (rule: Rule, name: string, send: readonly Send[], test: number): Rule => ({
    id: `${message}/${name}`,
    actor: rule.actor,
    on: message,
    when: [{ variable, values: test }],
    set: [],
    send,
    act: { kind: 'duplicate', step: rule.act.step },
  });
  const size = rules.length + 1;
  const all = rules.map((_, index) => index + 1);
  const first = rules[0];
  return [
    ...(first && silent.length > 0
      ? [duplicate(first, 'swallow', [], except(size, 0, ...all.filter((value) => !silent.includes(value))))]
      : []),
    ...rules.flatMap((rule, index) => {
      const send = answering[index] ?? [];
      return send.length === 0 ? [] : [duplicate(rule, `replay-${index + 1}`, send, 1 << (index + 1))];
    }),
  ];
};

const isUnconditional = (send: Send): boolean => send.when === undefined || send.when.length === 0;
