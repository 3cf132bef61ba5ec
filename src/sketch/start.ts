import type { Conversation, Span } from '../conversation.ts';
import type { SketchLexicon } from '../knowledge/sketch-schema.ts';
import type { GivenNames } from './given-names.ts';
import { isCondition } from './mentions.ts';
import { objectOf, subjectOf } from './object-of.ts';
import type { SketchedStep } from './steps.ts';
import { phrases, wordsBefore } from './words.ts';

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

const startIn = (content: string, message: number, lexicon: SketchLexicon) => {
  const startOfForm = new Map(lexicon.starts.flatMap((start) => start.forms.map((form) => [form, start] as const)));
  const text = content.slice(0, 20_000);
  for (const match of text.matchAll(phrases([...startOfForm.keys()]))) {
    const start = startOfForm.get(match[0].toLowerCase());
    const end = match.index + match[0].length;
    if (start === undefined) continue;
    const object = start.intransitive
      ? subjectOf(text, match.index, lexicon)
      : objectOf(text, match.index, end, lexicon);
    if (object.kind !== 'noun' || !(start.intransitive || begins(text, match.index, lexicon))) continue;
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
  isCondition(text, at, lexicon) ||
  wordsBefore(text, at, 3).some((word) => lexicon.persons.includes(word.toLowerCase()));
