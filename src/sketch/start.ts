import type { Conversation, Span } from '../conversation.ts';
import type { SketchLexicon } from '../knowledge/sketch-schema.ts';
import type { GivenNames } from './given-names.ts';
import { isCondition, isNegated } from './no-step.ts';
import { objectOf, subjectOf } from './object-of.ts';
import type { SketchedStep } from './steps.ts';
import { pascal, phrases, wordsBefore } from './words.ts';

/** The event that starts the process: a given one, one that the text tells of ("when an order is placed"), or made up. */
export const startOf = (
  conversation: Conversation,
  steps: readonly SketchedStep[],
  names: GivenNames,
  lexicon: SketchLexicon,
): Readonly<{ event: string; span: Span | null }> => {
  const taken = new Set(steps.flatMap((step) => [step.success, step.failure ?? '', step.undo?.success ?? '']));
  const given = names.events.find((event) => !taken.has(event));
  if (given !== undefined) return { event: given, span: null };
  for (const [message, { role, content }] of conversation.entries()) {
    const told = role === 'user' ? startIn(content, message, lexicon) : undefined;
    if (told !== undefined && !taken.has(told.event)) return told;
  }
  return { event: `${steps[0]?.object ?? 'Process'}Requested`, span: null };
};

/** The first beginning that a text tells of, by a verb the lexicon knows or by any participle: "when an article gets published". */
const startIn = (content: string, message: number, lexicon: SketchLexicon) => {
  const known = knownStartIn(content, message, lexicon);
  const passive = passiveStartIn(content, message, lexicon);
  if (known === undefined || passive === undefined) return known ?? passive;
  return passive.span.start < known.span.start ? passive : known;
};

const passiveStartIn = (content: string, message: number, lexicon: SketchLexicon) => {
  const text = content.slice(0, 20_000);
  for (const match of text.matchAll(PASSIVE)) {
    const [, auxiliary = '', participle = ''] = match;
    const subject = subjectOf(text, match.index, lexicon);
    const start = match.index + ` ${auxiliary} `.length;
    if (subject.kind !== 'noun' || !opensWith(text, match.index, lexicon)) continue;
    const span = { message, start, end: start + participle.length, text: participle };
    return { event: `${subject.name}${pascal([participle])}`, span };
  }
  return undefined;
};

const PASSIVE = / (is|are|gets|get|has been) ([a-z]{3,20}ed)(?![\p{L}\p{N}])/gu;

const knownStartIn = (content: string, message: number, lexicon: SketchLexicon) => {
  const startOfForm = new Map(lexicon.starts.flatMap((start) => start.forms.map((form) => [form, start] as const)));
  const text = content.slice(0, 20_000);
  for (const match of text.matchAll(phrases([...startOfForm.keys()]))) {
    const start = startOfForm.get(match[0].toLowerCase());
    const end = match.index + match[0].length;
    if (start === undefined || isNegated(text, match.index, lexicon)) continue;
    const object = start.intransitive
      ? subjectOf(text, match.index, lexicon)
      : objectOf(text, match.index, end, lexicon);
    if (object.kind !== 'noun' || lexicon.persons.includes(object.name.toLowerCase())) continue;
    if (!(start.intransitive || begins(text, match.index, lexicon))) continue;
    const spanEnd = Math.max(end, object.end);
    return {
      event: `${object.name}${start.event}`,
      span: { message, start: match.index, end: spanEnd, text: text.slice(match.index, spanEnd) },
    };
  }
  return undefined;
};

/** "When an order is placed", "a customer applies for": a condition or a person outside, not a later step. */
const begins = (text: string, at: number, lexicon: SketchLexicon): boolean =>
  opensWith(text, at, lexicon) ||
  (!isCondition(text, at, lexicon) &&
    wordsBefore(text, at, 3).some((word) => lexicon.persons.includes(word.toLowerCase())));

/** A condition that tells of a beginning; "if the driver cancels" tells of what goes wrong. */
const opensWith = (text: string, at: number, lexicon: SketchLexicon): boolean => {
  const opened = { ...lexicon, conditions: lexicon.openers };
  return isCondition(text, at, opened);
};
