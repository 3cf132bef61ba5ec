import type { Assignment, Model, Rule, Send } from '../../process/rules.ts';
import { grouped } from '../grouped.ts';
import type { Program } from '../program.ts';
import { conditionTexts, type Members, valueText } from './tla-text.ts';
import { quoted, type Vocabulary } from './vocabulary.ts';

/** One named action: its definition, and how it is called. */
export type Definition = Readonly<{
  lines: readonly string[];
  name: string;
  /** The set that `self` is taken from; null: it is not about the members of a fan-out. */
  members: string | null;
  /** It takes the point at which its handler crashes. */
  mayCrash: boolean;
  /** The points at which it can: how many publications are out by then. */
  crashes: readonly number[];
  on: string | null;
  act: Rule['act'];
  /** Indices of the rules that it stands for. */
  rules: readonly number[];
  /** It asks for its step anew. */
  renews: boolean;
}>;

/** Sets of the members of fan-outs, by group. */
export const memberSets = (model: Model, vocabulary: Vocabulary): ReadonlyMap<string, Members> => {
  const slots = [...model.variables, ...model.messages].flatMap(({ slot }) => slot ?? []);
  return new Map(
    [...grouped(slots, ({ group }) => group)].map(([group, found]) => {
      const most = Math.max(...found.map(({ index }) => index));
      const all = Array.from({ length: most + 1 }, (_, index) => `${group}-${index + 1}`);
      return [group, { set: vocabulary.unique(capital(`${group} members`)), self: '', all }];
    }),
  );
};

/** Every rule as a named action; rules that differ in the member of a fan-out only are one, of `self`. */
export const definitionsOf = (
  model: Model,
  program: Program,
  vocabulary: Vocabulary,
  groups: ReadonlyMap<string, Members>,
): readonly Definition[] => {
  const faulty = program.actions.filter(({ fault, rule }) => fault !== null && rule !== null);
  const crashes = grouped(faulty, ({ rule }) => rule);
  const drafts = model.rules.map((rule, index) =>
    draftOf(
      rule,
      index,
      (crashes.get(index) ?? []).map(({ sent }) => sent).sort((a, b) => a - b),
      vocabulary,
      groups,
    ),
  );
  return [...grouped(drafts, ({ key }) => key).values()].flatMap((alike) => {
    const [first] = alike;
    if (!first) return [];
    const whole = first.members !== null && alike.length === first.members.all.length;
    return whole
      ? [defined(alike, first, vocabulary, first.members)]
      : alike.map((each) => defined([each], each, vocabulary, null));
  });
};

type Draft = Readonly<{
  rule: Rule;
  index: number;
  crashes: readonly number[];
  members: Members | null;
  /** The body with the rule's own member written as `self`. */
  body: readonly string[];
  key: string;
}>;

const draftOf = (
  rule: Rule,
  index: number,
  crashes: readonly number[],
  vocabulary: Vocabulary,
  groups: ReadonlyMap<string, Members>,
): Draft => {
  const members = membersOf(rule, groups);
  const body = bodyOf(rule, crashes.length > 0, vocabulary, members);
  if (members === null) return { rule, index, crashes, members, body, key: rule.id };
  const self = (text: string) => text.replaceAll(quoted(members.self), 'self');
  const general = body.map(self);
  return {
    rule,
    index,
    crashes,
    members,
    body,
    key: [rule.id.replaceAll(members.self, 'self'), `${crashes}`, ...general].join('\n'),
  };
};

const membersOf = ({ act: { step } }: Rule, groups: ReadonlyMap<string, Members>): Members | null => {
  const found = [...groups.values()].find(({ all }) => step !== null && all.includes(step));
  return found && step !== null ? { ...found, self: step } : null;
};

/** Drafts alike as one action, in the words of one of them. */
const defined = (
  alike: readonly Draft[],
  draft: Draft,
  vocabulary: Vocabulary,
  members: Members | null,
): Definition => {
  const { rule, crashes, body } = draft;
  const mayCrash = crashes.length > 0;
  const self = draft.members?.self ?? '';
  const own = members === null ? self : self.replace(/-\d+$/, '');
  const id = rule.id.replace(/^(\d+):(.*)$/, '$2 of $1');
  const name = vocabulary.unique(capital(self === '' ? id : id.replaceAll(self, own)));
  const parameters = [...(members === null ? [] : ['self']), ...(mayCrash ? ['crash'] : [])];
  const about = rule.act.step === null ? '' : ` ${members === null ? rule.act.step : own}`;
  const lines = members === null ? body : body.map((line) => line.replaceAll(quoted(self), 'self'));
  return {
    name,
    mayCrash,
    crashes,
    on: rule.on,
    act: rule.act,
    rules: alike.map(({ index }) => index),
    renews: (rule.renews ?? []).length > 0,
    members: members?.set ?? null,
    lines: [
      `\\* ${rule.actor}: ${rule.act.kind.replaceAll('_', ' ')}${about}`,
      `${name}${parameters.length === 0 ? '' : `(${parameters.join(', ')})`} ==`,
      ...lines,
    ],
  };
};

/** A call of the action. */
export const called = ({ name, members, mayCrash }: Definition, crash: string): string => {
  const parameters = [...(members === null ? [] : ['self']), ...(mayCrash ? [crash] : [])];
  return `${name}${parameters.length === 0 ? '' : `(${parameters.join(', ')})`}`;
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const bodyOf = (rule: Rule, mayCrash: boolean, vocabulary: Vocabulary, members: Members | null): readonly string[] => {
  const [network, own] = split(rule.set, ({ variable }) => vocabulary.isMessage(variable));
  const crash = mayCrash ? 'crash' : 'Well';
  const out = `<<${rule.send.map((send) => publication(send, vocabulary, members)).join(', ')}>>`;
  const dropped = network.map(({ variable }) => vocabulary.message(variable));
  const drop = `{${dropped.join(', ')}}`;
  return [
    ...(rule.on === null ? [] : [`  /\\ Arrives(${vocabulary.message(rule.on)})`]),
    ...conditionTexts(vocabulary, rule.when, members).map((text) => `  /\\ ${text}`),
    rule.on === null
      ? `  /\\ Act(${quoted(rule.actor)}, ${drop}, ${out}, ${crash})`
      : `  /\\ Handle(${quoted(rule.actor)}, ${vocabulary.message(rule.on)}, ${drop}, ${out}, ${crash})`,
    ...changesOf(own, vocabulary, members),
  ];
};

const split = <T>(items: readonly T[], is: (item: T) => boolean): readonly [readonly T[], readonly T[]] => [
  items.filter(is),
  items.filter((item) => !is(item)),
];

/** The copies of one publication, for as long as its condition holds. */
export const publication = ({ copies, when }: Send, vocabulary: Vocabulary, members: Members | null): string => {
  const all = `{${copies.map(vocabulary.message).join(', ')}}`;
  return when && when.length > 0
    ? `IF ${conditionTexts(vocabulary, when, members).join(' /\\ ')} THEN ${all} ELSE {}`
    : all;
};

/** What becomes of every variable but the network, family by family. */
export const changesOf = (
  assignments: readonly Assignment[],
  vocabulary: Vocabulary,
  members: Members | null,
): readonly string[] => {
  const byFamily = grouped(assignments, ({ variable }) => vocabulary.place(variable).family);
  const changed = [...byFamily].map(([{ name, entries }, writes]) => {
    if (entries[0]?.key === null) return `  /\\ ${name}' = ${valueText(vocabulary, writes, name, members)}`;
    const updates = [...grouped(writes, ({ variable }) => variable)].map(
      ([variable, each]) => `![${vocabulary.place(variable).entry.key}] = ${valueText(vocabulary, each, '@', members)}`,
    );
    return `  /\\ ${name}' = [${name} EXCEPT ${updates.join(', ')}]`;
  });
  const same = vocabulary.families.filter((family) => !byFamily.has(family)).map(({ name }) => name);
  return [...changed, ...(same.length === 0 ? [] : [`  /\\ UNCHANGED <<${same.join(', ')}>>`])];
};
