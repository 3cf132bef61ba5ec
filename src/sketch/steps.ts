import type { Span } from '../conversation.ts';
import type { BusinessVerb } from '../knowledge/sketch-schema.ts';
import type { Deadline } from './deadline.ts';
import type { GivenNames } from './given-names.ts';
import type { Mention } from './mention.ts';
import { kebab } from './words.ts';

/** A step as far as it is known. `assumed` lists the parts that nobody stated. */
export type SketchedStep = Readonly<{
  id: string;
  /** The thing it is done to, PascalCase. */
  object: string;
  service: string;
  external: boolean;
  command: string;
  success: string;
  failure: string | null;
  undo: Readonly<{ command: string; success: string }> | null;
  kind: 'compensatable' | 'pivot' | 'retriable';
  human: boolean;
  readOnly: boolean;
  deadline: Deadline | null;
  /** The words it came from; null for a step given by name. */
  span: Span | null;
  assumed: readonly ('service' | 'object' | 'undo' | 'failure')[];
}>;

export type Sketch = Readonly<{
  start: Readonly<{ event: string; span: Span | null }>;
  steps: readonly SketchedStep[];
}>;

/** The steps that a text tells of, each once, in the order of the telling. */
export const stepsFrom = (mentions: readonly Mention[], names: GivenNames): readonly SketchedStep[] => {
  const ahead = mentions.filter((mention) => mention.role === 'forward');
  const back = mentions.flatMap((mention) => takenBack(mention, ahead));
  // A return or a leaving takes back most of the time; elsewhere it is talk about what went wrong.
  const forward = back.length >= Math.max(2, ahead.length) ? inOrder([...ahead, ...back]) : ahead;
  const known = telling(forward.length > 0 ? forward : mentions);
  const steps: SketchedStep[] = [];
  for (const mention of known) {
    if (known.some((other) => other !== mention && covers(other, mention, known))) continue;
    const step = stepOf(mention, mentions, names);
    if (!steps.some((other) => other.id === step.id)) steps.push(step);
  }
  return steps;
};

/** "Refund the money, close the account" where nothing before did what it undoes: a return or a leaving is the process. */
const takenBack = (mention: Mention, ahead: readonly Mention[]): readonly Mention[] => {
  const { verb, failing, role, object } = mention;
  const done = ahead.some((other) => family(other.verb) === family(verb));
  if (role === 'forward' || failing || done || object === null || verb.undo === undefined) return [];
  const { undo, ...rest } = verb;
  return [{ ...mention, role: 'forward', verb: { ...rest, ...undo, kind: 'retriable' } }];
};

const inOrder = (mentions: readonly Mention[]): readonly Mention[] =>
  mentions.toSorted((a, b) => a.span.message - b.span.message || a.span.start - b.span.start);

/** Where enough verbs say what they are done to, those that do not are talk about the process and no step of it. */
const telling = (mentions: readonly Mention[]): readonly Mention[] => {
  const named = mentions.filter(({ object }) => object !== null);
  return named.length < 2
    ? mentions
    : mentions.filter(({ object, verb, of, party }) => object !== null || (verb.human && party) || of === 'pronoun');
};

/** "The card is charged … it was charged twice": the telling with a name stands for the one without. */
const covers = (other: Mention, mention: Mention, all: readonly Mention[]): boolean => {
  if (family(other.verb) !== family(mention.verb)) return false;
  if (mention.object === null) return other.object !== null || all.indexOf(other) < all.indexOf(mention);
  return other.object === mention.object && all.indexOf(other) < all.indexOf(mention);
};

const family = (verb: BusinessVerb): string => `${verb.service}/${verb.undo?.command ?? verb.command}`;

const stepOf = (mention: Mention, mentions: readonly Mention[], names: GivenNames): SketchedStep => {
  const { verb, party, span } = mention;
  const object = mention.object ?? verb.object;
  const undone = mentions.some((other) => other.role === 'undo' && family(other.verb) === family(verb));
  const given = serviceGiven(names.services, [verb.service, object, party?.name ?? '', verb.command]);
  return {
    ...messagesOf(verb, object),
    service: given ?? party?.name ?? verb.service,
    external: party?.external ?? false,
    deadline: mention.deadline,
    span,
    assumed: [
      ...(given === undefined && party === null ? (['service'] as const) : []),
      ...(mention.object === null ? (['object'] as const) : []),
      ...(undone || verb.undo === undefined ? [] : (['undo'] as const)),
      'failure',
    ],
  };
};

/** What a verb done to a thing is called as command, event, refusal and undo. */
export const messagesOf = (verb: BusinessVerb, object: string) => ({
  id: kebab(`${verb.command}${object}`).slice(0, 48),
  object,
  command: `${verb.command}${object}`,
  success: `${object}${verb.event}`,
  failure: verb.kind === 'retriable' ? null : `${object}${verb.refused}`,
  undo:
    verb.undo === undefined
      ? null
      : { command: `${verb.undo.command}${object}`, success: `${object}${verb.undo.event}` },
  kind: verb.kind,
  human: verb.human,
  readOnly: verb.readOnly,
});

/** The given service whose name shares the most letters with one of the hints, if any shares its stem. */
export const serviceGiven = (services: readonly string[], hints: readonly string[]): string | undefined => {
  const stems = hints.map((hint) => kebab(hint).slice(0, 5)).filter((stem) => stem.length >= 3);
  const found = services.find((service) => stems.some((stem) => kebab(service).includes(stem)));
  return found === undefined ? undefined : kebab(found);
};
